print("ydp")
