#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one wrapper per kind of argument.

static inline CURLcode telltale_setopt_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode telltale_setopt_size(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode telltale_setopt_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode telltale_setopt_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*telltale_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode telltale_setopt_callback(CURL *easy, CURLoption option, telltale_data_callback value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode telltale_private(CURL *easy, void **value) {
    return curl_easy_getinfo(easy, CURLINFO_PRIVATE, value);
}

static inline CURLcode telltale_status(CURL *easy, long *value) {
    return curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, value);
}

static inline CURLMcode telltale_multi_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline int telltale_has_connected(CURL *easy) {
    curl_off_t microseconds = 0;
    return curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &microseconds) == CURLE_OK && microseconds > 0;
}

/// A finished transfer; the union in CURLMsg cannot be read from Swift by name.
static inline CURLcode telltale_result(const CURLMsg *message) {
    return message->data.result;
}

static const size_t telltale_write_pause = CURL_WRITEFUNC_PAUSE;
