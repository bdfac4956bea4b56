// Reads a file and finds its line ends, on as many threads as asked: the least that any reader of lines has to do.
// usage: newlines THREADS PATH
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 256 << 10 };

static int file;
static off_t size;
static int threads;

static void *count(void *argument) {
  long worker = (long)argument, lines = 0;
  char *buffer = malloc(CHUNK);
  for (off_t offset = worker * (off_t)CHUNK; offset < size; offset += threads * (off_t)CHUNK) {
    ssize_t got = pread(file, buffer, CHUNK, offset);
    char *end = buffer + (got > 0 ? got : 0), *at = buffer;
    while ((at = memchr(at, '\n', end - at))) lines++, at++;
  }
  free(buffer);
  return (void *)lines;
}

int main(int argc, char **argv) {
  struct stat status;
  if (argc != 3 || (file = open(argv[2], O_RDONLY)) < 0 || fstat(file, &status)) return 64;
  threads = atoi(argv[1]);
  size = status.st_size;
  pthread_t workers[16];
  if (threads < 1 || threads > 16) return 64;
  for (long i = 0; i < threads; i++) pthread_create(&workers[i], NULL, count, (void *)i);
  long lines = 0;
  for (int i = 0; i < threads; i++) {
    void *found;
    pthread_join(workers[i], &found);
    lines += (long)found;
  }
  printf("%ld\n", lines);
  return 0;
}
