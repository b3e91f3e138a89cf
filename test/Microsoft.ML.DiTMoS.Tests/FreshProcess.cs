using System.Diagnostics;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Loads a model in a process that has seen nothing of it: this program, started again.</summary>
internal static class FreshProcess
{
    public const string Argument = "--score-with";

    /// <summary>The scores of <see cref="TestData.Rows"/> by the model in a file, from another process.</summary>
    public static string[] Scores(string file)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FreshProcess).Assembly.Location, Argument, file]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            Assert.Fail("The other process did not answer within two minutes.");
        }

        Assert.Equal(0, process.ExitCode);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>What the other process does.</summary>
    public static int Answer(string file)
    {
        var context = new MLContext();
        ITransformer model = context.Model.Load(file, out _);
        Console.Out.Write(string.Join('\n', TestData.Scores(context, model.Transform(context.Data.LoadFromEnumerable(TestData.Rows())))));
        return 0;
    }
}
