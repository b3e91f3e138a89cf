/* runner-semihosting.h - calls to whoever runs the image. */
#ifndef RUNNER_SEMIHOSTING_H
#define RUNNER_SEMIHOSTING_H

#include <stdint.h>

enum { OPEN_READ = 1, OPEN_WRITE = 5 };     /* fopen's "rb" and "wb" */

int32_t Semihosting_open(const char *name, uint32_t length, uint32_t mode);
uint32_t Semihosting_read(int32_t file, void *to, uint32_t bytes);          /* bytes that could not be read */
uint32_t Semihosting_write(int32_t file, const void *from, uint32_t bytes); /* bytes that could not be written */
void Semihosting_close(int32_t file);
void Semihosting_print(const char *text);
void Semihosting_print_figure(const char *name, uint32_t value);            /* name=value in hexadecimal digits */
__attribute__((noreturn)) void Semihosting_exit(uint32_t status);

#endif
