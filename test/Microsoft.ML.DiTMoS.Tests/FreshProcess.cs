namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Loads a model in a process that has seen nothing of it: this program, started again.</summary>
internal static class FreshProcess
{
    public const string Argument = "--score-with";

    /// <summary>The scores of <see cref="TestData.Rows"/> by the model in a file, from another process.</summary>
    public static string[] Scores(string file)
    {
        OtherProcess other = OtherProcess.Run(typeof(FreshProcess).Assembly.GetName().Name!, Argument, file);
        Assert.True(other.ExitCode == 0, other.Errors);
        return other.Lines;
    }

    /// <summary>What the other process does.</summary>
    public static int Answer(string file)
    {
        var context = new MLContext();
        ITransformer model = context.Model.Load(file, out _);
        IDataView rows = context.Data.LoadFromEnumerable(TestData.Rows());
        string[] scores = TestData.Scores(context, model.Transform(rows));
        Console.Out.Write(string.Join('\n', scores));
        if (TestData.Scores(context, model.RestoreDiTMoS().Transform(rows)).SequenceEqual(scores))
        {
            return 0;
        }

        Console.Error.WriteLine("The restored model scores otherwise than the loaded one.");
        return 1;
    }
}
