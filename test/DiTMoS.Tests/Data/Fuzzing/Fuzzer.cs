using System.Diagnostics;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>Reads altered samples: what comes out is sound recordings or one of our exceptions, within bounded time and memory.</summary>
internal sealed class Fuzzer(ReaderSample sample) : IDisposable
{
    private const long MaximumBytes = 8 << 20;
    private const long MostAllocatedBytes = 16 * MaximumBytes;
    private const string PackedName = "packed.bin";
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new(isInMemory: true);
    private int _seed;
    private int _read;
    private int _refused;
    private string? _failure;

    /// <summary>Tries seeds one after another and stops at the first that fails.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="count">How many seeds.</param>
    /// <returns>How many inputs were read, how many were refused, and what failed; null where nothing did.</returns>
    public (int Read, int Refused, FuzzFailure? Failure) Run(int firstSeed, int count)
    {
        (_seed, _read, _refused, _failure) = (firstSeed, 0, 0, null);
        if (sample.Pack is null)
        {
            WriteAll();
        }

        var worker = new Thread(() =>
        {
            for (; _failure is null && _seed < firstSeed + count; Volatile.Write(ref _seed, _seed + 1))
            {
                _failure = Try(_seed);
                if (_failure is not null)
                {
                    return;
                }
            }
        });
        worker.IsBackground = true;
        worker.Start();
        int seen = firstSeed - 1;
        var still = Stopwatch.StartNew();
        while (!worker.Join(TimeSpan.FromMilliseconds(50)))
        {
            int now = Volatile.Read(ref _seed);
            if (now != seen)
            {
                seen = now;
                still.Restart();
            }
            else if (still.Elapsed > LongestRead)
            {
                return (_read, _refused, new FuzzFailure(sample.Name, now, $"is not done after {LongestRead.TotalSeconds} s"));
            }
        }

        return (_read, _refused, _failure is null ? null : new FuzzFailure(sample.Name, _seed, _failure));
    }

    public void Dispose() => _folder.Dispose();

    private void WriteAll()
    {
        foreach ((string path, byte[] bytes) in sample.Files)
        {
            _folder.Write(path, bytes);
        }
    }

    // What is wrong with how the input of this seed is read; null where nothing is. A seed below 0 alters nothing.
    private string? Try(int seed)
    {
        (string path, byte[]? bytes) = seed < 0 ? (sample.Files[0].Path, sample.Files[0].Bytes) : FileMutator.Alter(sample.Files, new SeededRandom(seed, sample.Name));
        if (sample.Pack is { } pack)
        {
            _folder.Write(PackedName, pack([.. sample.Files.Where(file => bytes is not null || file.Path != path).Select(file => file.Path == path ? (path, bytes!) : file)]));
        }
        else if (bytes is null)
        {
            File.Delete(_folder[path]);
        }
        else
        {
            _folder.Write(path, bytes);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Read(seed);
            _read++;
        }
        catch (DiTMoSException)
        {
            _refused++;
        }
        catch (Exception error)
        {
            return error.ToString();
        }
        finally
        {
            if (sample.Pack is null && sample.Files.Length > 1)
            {
                _folder.Write(path, sample.Files.First(file => file.Path == path).Bytes);
            }
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > MostAllocatedBytes ? $"takes {allocated} bytes of memory" : null;
    }

    private void Read(int seed)
    {
        string path = sample.Pack is not null ? _folder[PackedName] : sample.Files.Length == 1 ? _folder[sample.Files[0].Path] : _folder.Root;
        RecordingOptions options = sample.Options with { MaximumBytes = MaximumBytes };
        if (seed % 4 == 3)
        {
            Recordings.Load(path, options with { Format = null });
            return;
        }

        Recordings.Read(path, options, recordings =>
        {
            foreach (Recording recording in recordings.Recordings)
            {
                Check(recordings, recording);
            }

            return true;
        });
    }

    private static void Check(RecordingSet recordings, Recording recording)
    {
        Require(recording.Samples.Length == recordings.ChannelNames.Count, "a channel per name");
        Require(recording.Samples.All(channel => channel.Length == recording.Length), "channels of one length");
        int end = 0;
        foreach (LabelledStretch label in recording.Labels)
        {
            Require(label.Start >= end && label.Length > 0 && label.Length <= recording.Length - label.Start, "labels in order and within");
            end = label.Start + label.Length;
        }

        int last = 0;
        foreach (int gap in recording.Gaps)
        {
            Require(gap > last && gap < recording.Length, "gaps in order and within");
            last = gap;
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"A recording must have {what}.");
        }
    }
}
