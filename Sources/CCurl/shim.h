#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call: one wrapper for each
// kind of argument. Macros that Swift does not import are constants here.

static inline CURLcode easy_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode easy_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode easy_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*easy_bytes_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode easy_set_bytes_callback(CURL *easy, CURLoption option, easy_bytes_callback callback) {
    return curl_easy_setopt(easy, option, callback);
}

static inline CURLcode easy_set_prerequest_callback(CURL *easy, curl_prereq_callback callback, void *context) {
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, context);
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode easy_set_socket_callback(CURL *easy, curl_opensocket_callback callback, void *context) {
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLMcode multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// A union member of CURLMsg.
static inline CURLcode message_result(const CURLMsg *message) {
    return message->data.result;
}

static inline CURLcode global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURLcode easy_continue(CURL *easy) {
    return curl_easy_pause(easy, CURLPAUSE_CONT);
}

static const size_t write_pause = CURL_WRITEFUNC_PAUSE;
static const curl_socket_t socket_refused = CURL_SOCKET_BAD;
