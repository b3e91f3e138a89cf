/* Reads windows, sample by sample, from standard input; writes route, label, logits and scores of each. Compiled with MODEL, the
 * prefix of the model's functions, LENGTH, CLASSES and HEADER. */
#include HEADER

#include <stdio.h>
#include <string.h>

#define JOINED(a, b) a##b
#define JOIN(a, b) JOINED(a, b)
#define OF_MODEL(name) JOIN(MODEL, name)

static OF_MODEL(_context) context;

int main(void)
{
    static float window[LENGTH];
    OF_MODEL(_result) result;
    memset(&context, 0xFF, sizeof context); /* not a number, wherever an inference reads what it did not write */
    OF_MODEL(_init)(&context);
    while (fread(window, sizeof window, 1, stdin) == 1) {
        int32_t numbers[2];
        memset(context.arena, 0xFF, sizeof context.arena);
        memcpy(OF_MODEL(_input)(&context), window, sizeof window);
        if (OF_MODEL(_run)(&context, &result) != 0) {
            return 1;
        }
        numbers[0] = result.route;
        numbers[1] = result.label;
        fwrite(numbers, sizeof numbers, 1, stdout);
        fwrite(result.logits, sizeof(float), CLASSES, stdout);
        fwrite(result.scores, sizeof(float), CLASSES, stdout);
    }
    return 0;
}
