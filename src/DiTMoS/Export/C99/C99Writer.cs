using System.Text;
using DiTMoS.Export.C99.Files;
using DiTMoS.Export.C99.Streams;
using DiTMoS.Graphs;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Export.C99;

/// <summary>Writes a planned model as C99 that needs nothing but a compiler.</summary>
internal static class C99Writer
{
    /// <summary>The files of the folder, by name.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="plan">Where everything lies, and in which order it runs.</param>
    /// <param name="options">Names, and what the code is made for.</param>
    /// <param name="vectors">Windows to test with.</param>
    /// <exception cref="OptionException">The front end of the stream cannot be computed in C.</exception>
    /// <returns>The same graph, plan, options and vectors give the same bytes.</returns>
    public static IReadOnlyDictionary<string, byte[]> Write(RoutedGraph graph, MemoryPlan plan, C99Options options, C99Vectors vectors)
    {
        var names = new C99Names(options.Name);
        string name = names.Prefix;
        StreamFiles? stream = options.Stream is { } streamed ? new StreamFiles(StreamLayout.Of(streamed), plan, names, options.ClassNames.Count) : null;
        var texts = new Dictionary<string, string>
        {
            [$"{name}.h"] = HeaderFile.Text(graph, plan, names, options),
            [$"{name}.c"] = SourceFile.Text(graph, plan, names, options),
            [$"{name}_weights.h"] = WeightsFile.Header(graph, names),
            [$"{name}_weights.c"] = WeightsFile.Source(graph, names),
            [$"{name}_test_vectors.h"] = TestVectorsFile.Header(names, vectors),
            [$"{name}_test_vectors.c"] = TestVectorsFile.Source(names, vectors),
            ["main.c"] = ExampleFile.Text(names, stream),
            ["Makefile"] = BuildFiles.Makefile(names, options.Core, stream),
            ["CMakeLists.txt"] = BuildFiles.CMakeLists(names, stream),
            ["README.md"] = ReadmeFile.Text(graph, plan, names, stream),
        };
        stream?.AddTo(texts);
        return new SortedDictionary<string, byte[]>(texts.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value.ReplaceLineEndings("\n"))), StringComparer.Ordinal);
    }
}
