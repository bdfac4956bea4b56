// Runs a program with its standard output and errors thrown away, and prints what it took:
//
//   measure PROGRAM ARGUMENTS...   ->   STATUS WALL_MICROSECONDS CPU_MICROSECONDS PEAK_KIBIBYTES
//
// The parent has to be small: a child's peak memory begins at that of the process it was forked from, and starting it costs
// time in proportion to that too. Python's 15 MB would hide both a small program's memory and its start.

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long microseconds(struct timeval time) { return time.tv_sec * 1000000LL + time.tv_usec; }

int main(int count, char **arguments) {
  if (count < 2) return 64;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);

  struct timespec start, end;
  pid_t child;
  clock_gettime(CLOCK_MONOTONIC, &start);
  if (posix_spawnp(&child, arguments[1], &actions, NULL, arguments + 1, environ) != 0) return 66;
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) return 74;
  clock_gettime(CLOCK_MONOTONIC, &end);

  long long wall = (end.tv_sec - start.tv_sec) * 1000000LL + (end.tv_nsec - start.tv_nsec) / 1000;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  printf("%d %lld %lld %ld\n", code, wall, microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss);
  return 0;
}
