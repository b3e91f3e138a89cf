using System.Globalization;
using DiTMoS.Export.C99.Streams;
using DiTMoS.Graphs;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Export.C99.Files;

/// <summary><c>README.md</c>: memory map and call sequence.</summary>
internal static class ReadmeFile
{
    public static string Text(RoutedGraph graph, MemoryPlan plan, C99Names names, StreamFiles? stream)
    {
        string name = names.Prefix;
        string macro = names.Macro;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            # {{name}}: C99 for a microcontroller

            {{(graph.IsRouted ? $"A selector looks at a window and chooses one of {graph.Classifiers.Count} classifiers; that one names the class." : "One classifier names the class of a window.")}} No library, heap or operating system is needed.

            ## Calls

            ```c
            #include "{{name}}.h"

            static {{name}}_context context;

            {{name}}_init(&context);
            for (;;) {
                float *window = {{name}}_input(&context);
                /* {{graph.Input.Length}} samples of {{graph.Input.Channels}} channels: window[t * {{macro}}_CHANNELS + c], in the unit of the training recordings */
                {{name}}_result result;
                if ({{name}}_run(&context, &result) == 0) {
                    const char *label = {{name}}_class_names[result.label];
                    float probability = result.scores[result.label];
                }
            }
            ```

            Write the whole window before each call: an inference overwrites it. Its values must be finite numbers; for others the result means nothing. Contexts are independent of one another.
            {{(plan.FlashRecordBytes > 0 ? Flash(names) : "")}}
            {{stream?.Readme()}}## Memory

            | | bytes |
            |---|---|
            | arena (in the context) | {{plan.ArenaBytes}} |
            | weights and biases | {{graph.Parameters * 4}} |
            | written to flash per inference | {{plan.FlashRecordBytes}} |

            ```
            {{string.Join("\n", MemoryMap.Of(plan))}}
            ```

            ## Files

            | file | holds |
            |---|---|
            | `{{name}}.h`, `{{name}}.c` | the calls above; kernels and one function per step |
            | `{{name}}_weights.h`, `{{name}}_weights.c` | constants, one array per tensor |
            | `{{name}}_test_vectors.h`, `{{name}}_test_vectors.c` | windows with their results |
            {{stream?.ReadmeRows()}}| `main.c` | an example: the test vectors |
            | `Makefile`, `CMakeLists.txt` | `make` for the microcontroller, `make check` for this machine |

            ## Switches

            | macro | effect |
            |---|---|
            | `{{macro}}_PORTABLE` | no fused multiply-add: the same bits on every core (compile with `-std=c99`, or with `-ffp-contract=off`) |
            | `{{macro}}_PROFILE(step)` | called behind each step, 0 to {{plan.Steps.Count - 1}} |
            {{(plan.FlashRecordBytes > 0 ? $"| `{macro}_EMULATED_FLASH` | memory of the context in place of flash |\n" : "")}}
            """);
    }

    private static string Flash(C99Names names) => $$"""

        Features wait in flash: set `context.flash` behind `{{names.Prefix}}_init` to functions that write to it and say where the record of an inference begins.

        """;
}
