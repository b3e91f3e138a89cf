using System.Text;
using System.Text.Json;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments;

/// <summary>Chooses each method's setting by the validation part, of as many settings for each.</summary>
public static class ExperimentChoice
{
    /// <summary>What the chosen settings are called in a folder of runs.</summary>
    public const string FileName = "chosen.json";

    /// <summary>The variant of each data set and method that is best on the validation part of the first run; of equals the first of the experiment.</summary>
    /// <param name="file">An experiment that reads validation parts (<see cref="ExperimentFile.ReadsValidation"/>).</param>
    /// <param name="runs">Its runs; a method is left out where some of its settings were not tried yet, so that all methods have as many trials.</param>
    /// <exception cref="OptionException">The experiment reads test parts: nothing may be chosen by them.</exception>
    public static IReadOnlyList<ChosenSetting> Choose(ExperimentFile file, IReadOnlyList<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(runs);
        if (!file.ReadsValidation)
        {
            throw new OptionException($"Experiment '{file.Name}' must read the validation part (readsValidation) for settings to be chosen by it. It reads the test part.");
        }

        var chosen = new List<ChosenSetting>();
        foreach (Datasets.ExperimentDataset dataset in file.Datasets)
        {
            foreach (IGrouping<string, Running.ExperimentRow> rows in Running.ExperimentPlan.Rows(file, dataset).GroupBy(row => row.Method.Name))
            {
                (ExperimentVariant Variant, RunRecord? Run)[] tried =
                [
                    .. rows.Select(row => (row.Variant, runs.FirstOrDefault(run =>
                        run.Dataset == dataset.Name && run.Method == rows.Key && run.Variant == row.Variant.Name && run.Run == 0 && run.RecipeHash == row.RecipeHash))),
                ];
                if (tried.All(trial => trial.Run is not null))
                {
                    (ExperimentVariant variant, RunRecord? best) = tried.MaxBy(trial => trial.Run!.Test.Accuracy);
                    chosen.Add(new ChosenSetting { Dataset = dataset.Name, Method = rows.Key, Variant = variant, ValidationAccuracy = best!.Test.Accuracy, Trials = tried.Length });
                }
            }
        }

        return chosen;
    }

    /// <summary>Writes chosen settings.</summary>
    /// <param name="chosen">The settings.</param>
    /// <param name="path">The file.</param>
    public static void Save(IReadOnlyList<ChosenSetting> chosen, string path) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(chosen, ExperimentJson.Default.IReadOnlyListChosenSetting) + "\n")));

    /// <summary>Reads chosen settings.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ExperimentException">It cannot be read, or holds something else.</exception>
    public static IReadOnlyList<ChosenSetting> Load(string path)
    {
        try
        {
            return ExperimentDefaults.OfChosen(File.ReadAllText(path))?.Deserialize(ExperimentJson.Default.IReadOnlyListChosenSetting) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw ExperimentException.For(path, "must be settings as 'ditmos experiment tuning' chooses them", e.Message.TrimEnd('.'), "Run it again", e);
        }
    }
}
