using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Networks;

namespace DiTMoS.Training;

/// <summary>Writes and reads what a run needs to go on: its state after a whole epoch.</summary>
internal sealed class Checkpoint
{
    private const string Kind = "checkpoint";
    private const string FileName = "training.checkpoint";

    private readonly string _path;
    private readonly string _run;
    private readonly TrainingState _state;

    /// <summary>Prepares checkpoints of one run.</summary>
    /// <param name="folder">Where they are kept; made when the first is written.</param>
    /// <param name="run">What identifies the run: a checkpoint of another one is refused.</param>
    /// <param name="state">What is kept.</param>
    public Checkpoint(string folder, string run, TrainingState state)
    {
        _path = PathIn(folder);
        _run = run;
        _state = state;
    }

    /// <summary>A digest of everything that a run's result depends on.</summary>
    public static string Identify(ReadOnlySpan<byte> options, float[] samples, int[] labels, params int[][] rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(options);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(samples));
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(labels));
        foreach (int[] part in rows)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<int>(part));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes the state; the file is replaced as a whole.</summary>
    public void Save(int phase, int epoch)
    {
        MakeFolder();
        var tensors = new List<ArchiveTensor>();
        tensors.AddRange(_state.Floats.Select(s => ArchiveTensor.Of<float>(s.Name, [s.Values.Length], s.Values)));
        tensors.AddRange(_state.Integers.Select(s => ArchiveTensor.Of<int>(s.Name, [s.Values.Length], s.Values)));
        var document = new CheckpointDocument
        {
            Run = _run,
            Phase = phase,
            Epoch = epoch,
            OptimizerSteps = [.. _state.Optimizers.Select(o => o.Optimizer.Steps)],
            Epochs = [.. _state.Epochs],
        };
        new TensorArchive(Kind, JsonSerializer.SerializeToElement(document, CheckpointJson.Default.CheckpointDocument), tensors).Save(_path);
    }

    private void MakeFolder()
    {
        string folder = Path.GetDirectoryName(_path)!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"'{folder}' must be a folder that can be made: {e.Message} Choose another place for checkpoints.", e);
        }
    }

    /// <summary>Fills the state from the last checkpoint.</summary>
    /// <returns>The phase and the epoch to go on with, or null where there is no checkpoint.</returns>
    /// <exception cref="ModelFileException">The checkpoint is damaged or belongs to another run.</exception>
    public (int Phase, int Epoch)? Load()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        TensorArchive archive = TensorArchive.Load(_path, Kind);
        CheckpointDocument document = archive.ReadDocument(CheckpointJson.Default.CheckpointDocument);
        if (document.Run != _run)
        {
            throw new ModelFileException($"'{_path}' must be a checkpoint of this run. It was made with other data, another split or other options: give the same ones again, or train without --resume.");
        }

        if (document.OptimizerSteps.Count != _state.Optimizers.Count)
        {
            throw new ModelFileException($"'{_path}' must hold {_state.Optimizers.Count} optimisers. Got {document.OptimizerSteps.Count}: train without --resume.");
        }

        foreach ((string name, float[] values) in _state.Floats)
        {
            archive.Take(name, TensorType.Float32, [values.Length]).ToArray<float>().CopyTo(values, 0);
        }

        foreach ((string name, int[] values) in _state.Integers)
        {
            archive.Take(name, TensorType.Int32, [values.Length]).ToArray<int>().CopyTo(values, 0);
        }

        for (int i = 0; i < _state.Optimizers.Count; i++)
        {
            _state.Optimizers[i].Optimizer.Steps = document.OptimizerSteps[i];
        }

        _state.Epochs.Clear();
        _state.Epochs.AddRange(document.Epochs);
        return (document.Phase, document.Epoch);
    }

    /// <summary>Whether a run can go on from what is in a folder.</summary>
    public static bool IsIn(string folder) => File.Exists(PathIn(folder));

    /// <summary>The checkpoint of a folder, whether it is there or not.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    /// <summary>Removes the checkpoint in a folder, what a killed process left of one, and the folder where nothing else is in it.</summary>
    /// <exception cref="ModelFileException">It cannot be removed.</exception>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        string path = PathIn(folder);
        try
        {
            File.Delete(path);
            File.Delete(AtomicFile.TemporaryOf(path));
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"'{path}' must be a checkpoint that can be removed: {e.Message} Remove it by hand; nothing needs it any more.", e);
        }
    }
}

/// <summary>The JSON of a checkpoint.</summary>
internal sealed record CheckpointDocument
{
    public required string Run { get; init; }

    public required int Phase { get; init; }

    public required int Epoch { get; init; }

    public required IReadOnlyList<int> OptimizerSteps { get; init; }

    public required IReadOnlyList<EpochRecord> Epochs { get; init; }
}

/// <summary>Serialisation of <see cref="CheckpointDocument"/> without reflection.</summary>
[JsonSerializable(typeof(CheckpointDocument))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
