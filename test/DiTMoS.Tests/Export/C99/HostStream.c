/* Reads samples of one value from standard input; writes the KEPT_ROWS x KEPT_VALUES features of each window that a stream decides on. Compiled
 * with MODEL, the prefix of the model's functions, KEPT_ROWS, KEPT_VALUES and HEADER. */
#include HEADER

#include <stdio.h>
#include <string.h>

#define JOINED(a, b) a##b
#define JOIN(a, b) JOINED(a, b)
#define OF_MODEL(name) JOIN(MODEL, name)

static OF_MODEL(_stream) stream;

int main(void)
{
    float sample;
    memset(&stream, 0xFF, sizeof stream);
    OF_MODEL(_stream_init)(&stream);
    while (fread(&sample, sizeof sample, 1, stdin) == 1) {
        OF_MODEL(_decision) decision;
        if (OF_MODEL(_push)(&stream, &sample, &decision) == 1) {
            int t;
            for (t = 0; t < KEPT_ROWS; t++) {
                fwrite(stream.rows + (stream.row_at + t) % KEPT_ROWS * KEPT_VALUES, sizeof(float), KEPT_VALUES, stdout);
            }
        }
    }
    return 0;
}
