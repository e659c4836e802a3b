#pragma once
// libcurl as Swift can call it. curl_easy_setopt and its sisters are variadic and so not importable: each use has a shim here with
// the type that the option really takes. zlib is here for the tests' servers, which pack what they answer.
#include <curl/curl.h>
#include <zlib.h>

/// Takes received bytes (a piece of the body, or one header line); anything but `size * count` ends the transfer.
typedef size_t (*ydp_curl_receive)(char *bytes, size_t size, size_t count, void *context);
/// Opens the socket for one connection attempt, or refuses it with CURL_SOCKET_BAD.
typedef curl_socket_t (*ydp_curl_open_socket)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

/// Sets an option that takes a number, a flag or an enumerated value.
static inline CURLcode ydp_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/// Sets an option that takes text. curl copies the text.
static inline CURLcode ydp_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

/// Sets an option that takes a buffer or a context pointer, which must outlive the transfer.
static inline CURLcode ydp_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

/// Sets the request's header lines. The list must outlive the transfer.
static inline CURLcode ydp_curl_set_headers(CURL *easy, struct curl_slist *headers) {
    return curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
}

/// Sets an option that takes a list of lines, which must outlive the transfer.
static inline CURLcode ydp_curl_set_list(CURL *easy, CURLoption option, struct curl_slist *lines) {
    return curl_easy_setopt(easy, option, lines);
}

/// Sets an option that takes bytes. curl copies them.
static inline CURLcode ydp_curl_set_copied_bytes(CURL *easy, CURLoption option, const void *bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return curl_easy_setopt(easy, option, &blob);
}

/// The lines that curl noted of the server's own certificate (`CURLOPT_CERTINFO`); NULL when it noted none.
static inline struct curl_slist *ydp_curl_first_certificate(CURL *easy) {
    struct curl_certinfo *chain = NULL;
    CURLcode code = curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain);
    return code == CURLE_OK && chain != NULL && chain->num_of_certs > 0 ? chain->certinfo[0] : NULL;
}

/// Sets who takes the pieces of the body.
static inline CURLcode ydp_curl_set_body_receiver(CURL *easy, ydp_curl_receive receiver, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receiver);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_WRITEDATA, context);
}

/// Sets who takes the header lines of the answer, one by one.
static inline CURLcode ydp_curl_set_header_receiver(CURL *easy, ydp_curl_receive receiver, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, receiver);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_HEADERDATA, context);
}

/// Sets who opens sockets.
static inline CURLcode ydp_curl_set_socket_opener(CURL *easy, ydp_curl_open_socket opener, void *context) {
    CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, opener);
    return code != CURLE_OK ? code : curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
}

/// A number that curl noted of a transfer; -1 when it has none.
static inline long ydp_curl_get_long(CURL *easy, CURLINFO info) {
    long value = -1;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : -1;
}

/// A count or a duration in microseconds that curl noted of a transfer; -1 when it has none.
static inline long long ydp_curl_get_offset(CURL *easy, CURLINFO info) {
    curl_off_t value = -1;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? (long long)value : -1;
}
