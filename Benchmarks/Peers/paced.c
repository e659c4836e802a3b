// A paced load generator for tails: requests leave at fixed moments, whatever became of those before (open loop), and each is timed
// from the moment at which it was due, so that a server that stalls is not excused by a client that waits with it.
//
// One thread that never sleeps: a timer or a blocking wait would show as the server's own tail. HTTP/1.1 over 127.0.0.1, answers
// with Content-Length only.
//
// The loop never waits, so when it does not come round for half a millisecond, this program itself was stopped. It cannot say then when
// requests would have left or answers came: those on their way are not counted, and the rest of the schedule moves on by the pause,
// or the burst that would follow would be laid at the server's door. What stops the server is counted as ever.
//
// usage: paced PORT PATH RATE SECONDS CONNECTIONS [IDS]      {} in PATH becomes a number from 1 to IDS
// prints: answers, failures, and p50, p99, p99.9 and the longest in microseconds, and the median of the p99 of each second: a virtual
// machine is stopped by its host for some milliseconds now and then, which an open loop counts for every request that was due; then how
// often this program was stopped and for how many milliseconds in all
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CONNECTIONS = 256, HEAD = 8192 };

typedef struct {
    int fd, busy, spoiled;
    int64_t due;
    long left;  // bytes of the body still to come; -1 while the head is read
    size_t filled;
    char head[HEAD + 1];
} Connection;

static Connection connections[MOST_CONNECTIONS];
static int idle[MOST_CONNECTIONS], idle_count;
static long failures;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int connected(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        perror("connect");
        exit(1);
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static void ask(Connection *connection, const char *path, long ids, int64_t due) {
    char request[4096];
    const char *hole = strstr(path, "{}");
    int count = hole ? snprintf(request, sizeof request, "GET %.*s%ld%s HTTP/1.1\r\nHost: a\r\n\r\n", (int)(hole - path), path, 1 + random() % ids, hole + 2)
                     : snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", path);
    connection->busy = 1;
    connection->spoiled = 0;
    connection->due = due;
    connection->left = -1;
    connection->filled = 0;
    if (count >= (int)sizeof request || write(connection->fd, request, count) != count) {
        fprintf(stderr, "a request could not be sent\n");
        exit(1);
    }
}

/// Takes what came. Returns 1 when the answer is whole.
static int take(Connection *connection) {
    static char rest[1 << 20];
    for (;;) {
        int in_head = connection->left < 0;
        char *into = in_head ? connection->head + connection->filled : rest;
        ssize_t count = read(connection->fd, into, in_head ? HEAD - connection->filled : sizeof rest);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
        if (count <= 0) {
            fprintf(stderr, "the server closed a connection\n");
            exit(1);
        }
        if (in_head) {
            connection->filled += count;
            connection->head[connection->filled] = 0;
            char *end = strstr(connection->head, "\r\n\r\n");
            if (!end) continue;
            char *length = strcasestr(connection->head, "\r\ncontent-length:");
            if (!length || length > end) {
                fprintf(stderr, "an answer without Content-Length\n");
                exit(1);
            }
            if (strncmp(connection->head, "HTTP/1.1 200", 12) != 0) failures++;
            connection->left = atol(length + 17) - (long)(connection->head + connection->filled - (end + 4));
        } else {
            connection->left -= count;
        }
        if (connection->left == 0) return 1;
    }
}

static int by_size(const void *one, const void *other) {
    int64_t difference = *(const int64_t *)one - *(const int64_t *)other;
    return (difference > 0) - (difference < 0);
}

int main(int count, char **arguments) {
    if (count < 6) return fprintf(stderr, "usage: paced PORT PATH RATE SECONDS CONNECTIONS [IDS]\n"), 2;
    const char *path = arguments[2];
    double rate = atof(arguments[3]), seconds = atof(arguments[4]);
    int clients = atoi(arguments[5]);
    long ids = count > 6 ? atol(arguments[6]) : 1;
    if (clients < 1 || clients > MOST_CONNECTIONS || rate <= 0) return fprintf(stderr, "1 to %d connections, a rate above 0\n", MOST_CONNECTIONS), 2;
    long wanted = (long)(rate * seconds), sent = 0, done = 0;
    int64_t *times = calloc(wanted + 1, sizeof *times);
    int poll = epoll_create1(0);
    for (int index = 0; index < clients; index++) {
        connections[index].fd = connected(atoi(arguments[1]));
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = index};
        epoll_ctl(poll, EPOLL_CTL_ADD, connections[index].fd, &event);
        idle[idle_count++] = index;
    }
    int64_t start = now(), last = start, paused = 0;
    long finished = 0, pauses = 0;
    while (finished < wanted) {
        int64_t moment = now();
        if (moment - last > 500000) {
            start += moment - last;
            paused += moment - last;
            pauses++;
            for (int index = 0; index < clients; index++) connections[index].spoiled = 1;
        }
        last = moment;
        if (moment - start > (int64_t)((seconds + 30) * 1e9) + paused) break;
        while (sent < wanted && idle_count > 0) {
            int64_t due = start + (int64_t)(sent / rate * 1e9);
            if (due > moment) break;
            ask(&connections[idle[--idle_count]], path, ids, due);
            sent++;
        }
        struct epoll_event events[64];
        int ready = epoll_wait(poll, events, 64, 0);
        for (int index = 0; index < ready; index++) {
            Connection *connection = &connections[events[index].data.u32];
            if (!connection->busy || !take(connection)) continue;
            if (!connection->spoiled) times[done++] = now() - connection->due;
            finished++;
            connection->busy = 0;
            idle[idle_count++] = events[index].data.u32;
        }
    }
    if (done == 0) return fprintf(stderr, "no answer\n"), 1;
    // Answers come nearly in the order in which they were due, so a second's are those between two counts.
    long per_second = (long)rate, seconds_whole = done / per_second;
    int64_t *tails = calloc(seconds_whole + 1, sizeof *tails);
    for (long second = 0; second < seconds_whole; second++) {
        int64_t *first = times + second * per_second;
        qsort(first, per_second, sizeof *times, by_size);
        tails[second] = first[(long)(per_second * 0.99)];
    }
    qsort(tails, seconds_whole, sizeof *tails, by_size);
    qsort(times, done, sizeof *times, by_size);
    printf("%ld %ld %.1f %.1f %.1f %.1f %.1f %ld %.1f\n", done, failures, times[done / 2] / 1e3, times[(long)(done * 0.99)] / 1e3,
           times[(long)(done * 0.999)] / 1e3, times[done - 1] / 1e3,
           seconds_whole ? tails[seconds_whole / 2] / 1e3 : times[(long)(done * 0.99)] / 1e3,
           pauses, paused / 1e6);
    return 0;
}
