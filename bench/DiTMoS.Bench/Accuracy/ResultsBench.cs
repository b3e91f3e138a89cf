using System.Text;

namespace DiTMoS.Bench.Accuracy;

/// <summary>Writes the page of results from the files of the runs, or checks that it is what they give.</summary>
internal static class ResultsBench
{
    /// <summary>Writes or checks the page.</summary>
    /// <returns>0; 1 where the page is not what the files give.</returns>
    public static int Run(ReadOnlySpan<string> args)
    {
        AccuracyBenchOptions options = AccuracyBenchOptions.ParseResults(args);
        if (!options.Check)
        {
            Write(options);
            return 0;
        }

        if (File.Exists(options.Page) && File.ReadAllText(options.Page) == Text(options))
        {
            Console.Error.WriteLine($"{options.Page} is what the runs give.");
            return 0;
        }

        Console.Error.WriteLine($"error: {options.Page} must be what the runs in {options.Folder} give, but it differs. Write it anew by bench/run results.");
        return 1;
    }

    /// <summary>Writes the page.</summary>
    public static void Write(AccuracyBenchOptions options)
    {
        string text = Text(options);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Page))!);
        AtomicFile.Write(options.Page, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        Console.Error.WriteLine($"Wrote {options.Page}.");
    }

    // Notes are written by hand and stand beside the runs; the page takes them over.
    private static string Text(AccuracyBenchOptions options)
    {
        string notes = Path.Combine(options.Folder, "notes.md");
        return ResultsPage.Write(
            new ResultsRuns(new AccuracyStore(options.Folder).Load()),
            Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Folder)),
            File.Exists(notes) ? File.ReadAllText(notes) : "");
    }
}
