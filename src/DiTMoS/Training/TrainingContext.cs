using DiTMoS.Kernels;
using DiTMoS.Training.Augmentation;

namespace DiTMoS.Training;

/// <summary>What all stages of one run share and none of them changes.</summary>
internal sealed class TrainingContext
{
    /// <summary>Normalised windows, shape (rows, C, L).</summary>
    public required float[] Samples { get; init; }

    /// <summary>Windows as the strong model reads them, shape (rows, C, L): normalised by its own figures where it was given. Default <see cref="Samples"/>.</summary>
    public float[] StrongSamples
    {
        get => field ?? Samples;
        init;
    }

    /// <summary>The class of every row.</summary>
    public required int[] Labels { get; init; }

    /// <summary>Classes, K.</summary>
    public required int Classes { get; init; }

    /// <summary>Channels, C.</summary>
    public required int Channels { get; init; }

    /// <summary>Samples per channel, L.</summary>
    public required int Length { get; init; }

    /// <summary>Rows to train on.</summary>
    public required int[] Train { get; init; }

    /// <summary>Rows that select epochs and calibrate; may be empty.</summary>
    public required int[] Selection { get; init; }

    /// <summary>Whether the epoch that is best on <see cref="Selection"/> is kept, and not the last one.</summary>
    public required bool KeepsBestEpoch { get; init; }

    /// <summary>The run's options.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The run's threads.</summary>
    public required ThreadTeam Team { get; init; }

    /// <summary>Makes the backends that train selector and classifiers. Default on this machine's processor.</summary>
    public RoutedBackendFactory CreateBackend { get; init; } = RoutedNetworks.Create;

    /// <summary>Stops the run.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The weight of each class in the losses, mean 1 over the training windows; all 1 unless asked for otherwise.</summary>
    public required float[] ClassWeights { get; init; }

    /// <summary>The weight of each row in the losses, mean 1 over the training rows; null for 1.</summary>
    public float[]? RowWeights { get; init; }

    /// <summary>What the losses of one row are multiplied with: the weight of its class times its own.</summary>
    public float WeightOf(int row) => ClassWeights[Labels[row]] * (RowWeights?[row] ?? 1);

    /// <summary>The order of one epoch: a shuffle of <paramref name="rows"/>, or a draw that takes each class equally often.</summary>
    public int[] Order(string stage, int epoch, int[] rows)
    {
        var random = new SeededRandom(Options.Seed, stage + ".order", epoch);
        int[] order = [.. rows];
        if (!Options.BalancedSampling)
        {
            random.Shuffle<int>(order);
            return order;
        }

        int[][] byClass = [.. rows.GroupBy(r => Labels[r]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        for (int i = 0; i < order.Length; i++)
        {
            int[] members = byClass[random.Next(byClass.Length)];
            order[i] = members[random.Next(members.Length)];
        }

        return order;
    }

    /// <summary>The random key of one epoch of one stage.</summary>
    public ulong Key(string stage, int epoch) => new SeededRandom(Options.Seed, stage + ".dropout", epoch).NextBits();

    /// <summary>An augmentation of its own, or null where none is asked for.</summary>
    public WindowAugmentation? CreateAugmentation() =>
        Options.Augmentation.IsNone ? null : new WindowAugmentation(Options.Augmentation, Options.Seed, Channels, Length);

    /// <summary>The weights of all windows, scaled to mean 1 over some rows.</summary>
    /// <exception cref="OptionException">These rows weigh nothing.</exception>
    public static float[]? ScaleWeights(float[]? weights, int[] rows)
    {
        if (weights is null)
        {
            return null;
        }

        double mean = rows.Average(row => (double)weights[row]);
        return mean > 0
            ? Array.ConvertAll(weights, weight => (float)(weight / mean))
            : throw new OptionException("The training windows must weigh something. Got weight 0 for all of them: weigh some, or leave the weights out.");
    }

    /// <summary>Equal weights, or weights that give every class the same total.</summary>
    public static float[] WeighClasses(int[] labels, int[] rows, int classes, bool balanced)
    {
        var weights = new float[classes];
        Array.Fill(weights, 1);
        if (!balanced)
        {
            return weights;
        }

        var counts = new int[classes];
        foreach (int row in rows)
        {
            counts[labels[row]]++;
        }

        int present = counts.Count(c => c > 0);
        for (int k = 0; k < classes; k++)
        {
            weights[k] = counts[k] == 0 ? 1 : rows.Length / (float)(present * counts[k]);
        }

        return weights;
    }
}
