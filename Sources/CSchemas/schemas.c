#include "CSchemas.h"

// The build reads the files themselves: adding a schema is a row in each of the two lists. A test holds them equal to schemas/.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char aed_new[] = {
#embed "../../schemas/aed.new.json"
};
static const unsigned char aed_old[] = {
#embed "../../schemas/aed.old.json"
};
static const unsigned char baby_station_new[] = {
#embed "../../schemas/baby_station.new.json"
};
static const unsigned char bicycle_park_new[] = {
#embed "../../schemas/bicycle_park.new.json"
};
static const unsigned char car_park_new[] = {
#embed "../../schemas/car_park.new.json"
};
static const unsigned char care_service_new[] = {
#embed "../../schemas/care_service.new.json"
};
static const unsigned char care_service_old[] = {
#embed "../../schemas/care_service.old.json"
};
static const unsigned char cultural_property_old[] = {
#embed "../../schemas/cultural_property.old.json"
};
static const unsigned char educational_institution_new[] = {
#embed "../../schemas/educational_institution.new.json"
};
static const unsigned char emergency_radio_new[] = {
#embed "../../schemas/emergency_radio.new.json"
};
static const unsigned char evacuation_space_new[] = {
#embed "../../schemas/evacuation_space.new.json"
};
static const unsigned char evacuation_space_old[] = {
#embed "../../schemas/evacuation_space.old.json"
};
static const unsigned char event_new[] = {
#embed "../../schemas/event.new.json"
};
static const unsigned char event_old[] = {
#embed "../../schemas/event.old.json"
};
static const unsigned char fire_hydrant_new[] = {
#embed "../../schemas/fire_hydrant.new.json"
};
static const unsigned char fire_hydrant_old[] = {
#embed "../../schemas/fire_hydrant.old.json"
};
static const unsigned char food_business_new[] = {
#embed "../../schemas/food_business.new.json"
};
static const unsigned char food_business_old[] = {
#embed "../../schemas/food_business.old.json"
};
static const unsigned char hospital_new[] = {
#embed "../../schemas/hospital.new.json"
};
static const unsigned char hospital_old[] = {
#embed "../../schemas/hospital.old.json"
};
static const unsigned char open_data_list_old[] = {
#embed "../../schemas/open_data_list.old.json"
};
static const unsigned char population_new[] = {
#embed "../../schemas/population.new.json"
};
static const unsigned char population_old[] = {
#embed "../../schemas/population.old.json"
};
static const unsigned char preschool_new[] = {
#embed "../../schemas/preschool.new.json"
};
static const unsigned char preschool_old[] = {
#embed "../../schemas/preschool.old.json"
};
static const unsigned char public_facility_new[] = {
#embed "../../schemas/public_facility.new.json"
};
static const unsigned char public_facility_old[] = {
#embed "../../schemas/public_facility.old.json"
};
static const unsigned char public_toilet_new[] = {
#embed "../../schemas/public_toilet.new.json"
};
static const unsigned char public_toilet_new_2023[] = {
#embed "../../schemas/public_toilet.new-2023.json"
};
static const unsigned char public_toilet_old[] = {
#embed "../../schemas/public_toilet.old.json"
};
static const unsigned char public_wireless_lan_new[] = {
#embed "../../schemas/public_wireless_lan.new.json"
};
static const unsigned char public_wireless_lan_old[] = {
#embed "../../schemas/public_wireless_lan.old.json"
};
static const unsigned char school_district_new[] = {
#embed "../../schemas/school_district.new.json"
};
static const unsigned char school_district_metadata_new[] = {
#embed "../../schemas/school_district_metadata.new.json"
};
static const unsigned char tourism_new[] = {
#embed "../../schemas/tourism.new.json"
};
static const unsigned char tourism_old[] = {
#embed "../../schemas/tourism.old.json"
};

#define FILE_OF(variable, name) {name, variable, sizeof variable}

static const cschemas_file files[] = {
    FILE_OF(aed_new, "aed.new"),
    FILE_OF(aed_old, "aed.old"),
    FILE_OF(baby_station_new, "baby_station.new"),
    FILE_OF(bicycle_park_new, "bicycle_park.new"),
    FILE_OF(car_park_new, "car_park.new"),
    FILE_OF(care_service_new, "care_service.new"),
    FILE_OF(care_service_old, "care_service.old"),
    FILE_OF(cultural_property_old, "cultural_property.old"),
    FILE_OF(educational_institution_new, "educational_institution.new"),
    FILE_OF(emergency_radio_new, "emergency_radio.new"),
    FILE_OF(evacuation_space_new, "evacuation_space.new"),
    FILE_OF(evacuation_space_old, "evacuation_space.old"),
    FILE_OF(event_new, "event.new"),
    FILE_OF(event_old, "event.old"),
    FILE_OF(fire_hydrant_new, "fire_hydrant.new"),
    FILE_OF(fire_hydrant_old, "fire_hydrant.old"),
    FILE_OF(food_business_new, "food_business.new"),
    FILE_OF(food_business_old, "food_business.old"),
    FILE_OF(hospital_new, "hospital.new"),
    FILE_OF(hospital_old, "hospital.old"),
    FILE_OF(open_data_list_old, "open_data_list.old"),
    FILE_OF(population_new, "population.new"),
    FILE_OF(population_old, "population.old"),
    FILE_OF(preschool_new, "preschool.new"),
    FILE_OF(preschool_old, "preschool.old"),
    FILE_OF(public_facility_new, "public_facility.new"),
    FILE_OF(public_facility_old, "public_facility.old"),
    FILE_OF(public_toilet_new, "public_toilet.new"),
    FILE_OF(public_toilet_new_2023, "public_toilet.new-2023"),
    FILE_OF(public_toilet_old, "public_toilet.old"),
    FILE_OF(public_wireless_lan_new, "public_wireless_lan.new"),
    FILE_OF(public_wireless_lan_old, "public_wireless_lan.old"),
    FILE_OF(school_district_new, "school_district.new"),
    FILE_OF(school_district_metadata_new, "school_district_metadata.new"),
    FILE_OF(tourism_new, "tourism.new"),
    FILE_OF(tourism_old, "tourism.old"),
};

const cschemas_file *cschemas_files(size_t *count) {
    *count = sizeof files / sizeof *files;
    return files;
}
