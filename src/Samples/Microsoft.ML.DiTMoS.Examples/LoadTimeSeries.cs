using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DiTMoSExamples;

/// <summary>Recordings of your own, one CSV file each, become windows with labels and subjects.</summary>
internal static class LoadTimeSeries
{
    public static void Example()
    {
        string folder = Directory.CreateTempSubdirectory("ditmos-").FullName;
        WriteRecording(Path.Combine(folder, "walk.csv"), "anna", "walking", stepsPerSecond: 2);
        WriteRecording(Path.Combine(folder, "run.csv"), "ben", "running", stepsPerSecond: 3);

        var mlContext = new MLContext();
        var options = new RecordingOptions { Windows = new WindowOptions { Seconds = 2, HopSeconds = 1 } };
        IDataView data = mlContext.Data.LoadTimeSeries(folder, options);

        foreach (DataViewSchema.Column column in data.Schema)
        {
            Console.WriteLine($"{column.Name}: {column.Type}");
        }

        foreach (var subject in data.GetColumn<string>("Subject").Zip(data.GetColumn<string>("Label")).CountBy(window => window))
        {
            Console.WriteLine($"{subject.Value} windows of {subject.Key.First}, {subject.Key.Second}");
        }

        Directory.Delete(folder, recursive: true);
    }

    // Ten seconds at 50 Hz: time in seconds, two axes, and the same label and subject in every row.
    private static void WriteRecording(string path, string subject, string label, double stepsPerSecond)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 500).Select(t =>
        {
            double phase = 2 * Math.PI * stepsPerSecond * t / 50;
            return FormattableString.Invariant($"{t / 50.0:F2},{9.81 + (3 * Math.Cos(phase)):F3},{Math.Sin(phase):F3},{label},{subject}");
        });
        File.WriteAllLines(path, ["time,up,forward,label,subject", .. rows]);
    }
}

// Expected output:
//   Features: Vector<Single, 2, 100>
//   Label: String
//   Subject: String
//   Trial: Int32
//   9 windows of ben, running
//   9 windows of anna, walking
