using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DiTMoS.Experiments.Records;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Running;

/// <summary>Strong models that runs share: each is trained once for a data set, split, recipe and seed.</summary>
/// <param name="folder">The folder of the models; it is made where it is not there.</param>
internal sealed class StrongCache(string folder)
{
    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Whether a model is there.</summary>
    public bool Has(string key) => File.Exists(NotesOf(key));

    /// <summary>Trains a model and keeps it.</summary>
    /// <param name="run">A run that needs it.</param>
    /// <param name="cancellation">Stops training.</param>
    public void Train(PlannedRun run, CancellationToken cancellation)
    {
        var curves = new CurveRecorder();
        long began = Stopwatch.GetTimestamp();
        NetworkFile strong = run.Strong!.Train(run.Windows, run.Split, run.Run, curves, cancellation);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Directory.CreateDirectory(folder);
        strong.Save(ModelOf(run.StrongKey!));
        string notes = JsonSerializer.Serialize(new StrongNotes(seconds, curves.Curves ?? []), RunJson.Default.StrongNotes);
        AtomicFile.Write(NotesOf(run.StrongKey!), stream => stream.Write(Encoding.UTF8.GetBytes(notes)));   // last: it says that the model is whole
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="DiTMoSException">Its files cannot be read.</exception>
    public (NetworkFile Model, StrongNotes Notes) Load(string key)
    {
        try
        {
            return (NetworkFile.Load(ModelOf(key)), JsonSerializer.Deserialize(File.ReadAllBytes(NotesOf(key)), RunJson.Default.StrongNotes)!);
        }
        catch (Exception e) when (e is JsonException or ModelFileException)
        {
            throw ExperimentException.For(NotesOf(key), "must be the notes of a strong model, with the model beside them", e.Message.TrimEnd('.'), $"Delete the folder '{folder}' and run the experiment again", e);
        }
    }

    private string ModelOf(string key) => Path.Combine(folder, $"strong-{key[..16]}.network");

    private string NotesOf(string key) => Path.Combine(folder, $"strong-{key[..16]}.json");
}
