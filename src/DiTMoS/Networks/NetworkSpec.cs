using System.Globalization;

namespace DiTMoS.Networks;

/// <summary>The shape of one network: input norm, convolution blocks, a hidden layer and an output layer.</summary>
/// <remarks>
/// Input (C, L) -> BatchNorm1D(C) -> blocks -> flatten -> dropout -> Linear + ReLU -> dropout -> Linear.
/// A block with <see cref="AggregatedChannels"/> reads its own input channels first, then those of the selector
/// (heterogeneous feature aggregation, DiTMoS, PerCom 2024).
/// </remarks>
public sealed record NetworkSpec
{
    /// <summary>What the network is called in messages, such as <c>selector</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Input channels, C.</summary>
    public required int Channels { get; init; }

    /// <summary>Input samples per channel, L.</summary>
    public required int Length { get; init; }

    /// <summary>The convolution blocks, at least one.</summary>
    public required IReadOnlyList<BlockSpec> Blocks { get; init; }

    /// <summary>For each block, the channels that it reads from another network beside its own input; 0 for none.</summary>
    public required IReadOnlyList<int> AggregatedChannels { get; init; }

    /// <summary>Units of the hidden layer, at least 1.</summary>
    public required int HiddenUnits { get; init; }

    /// <summary>Outputs (logits), at least 1.</summary>
    public required int Outputs { get; init; }

    /// <summary>The share of flattened and of hidden values that dropout silences in training, in [0, 1). Default 0.2.</summary>
    public float Dropout { get; init; } = 0.2f;

    /// <summary>Own input channels of block <paramref name="block"/>, without the aggregated ones.</summary>
    public int OwnChannels(int block) => block == 0 ? Channels : Blocks[block - 1].OutputChannels;

    /// <summary>All input channels of block <paramref name="block"/>.</summary>
    public int InputChannels(int block) => OwnChannels(block) + AggregatedChannels[block];

    /// <summary>Input samples of block <paramref name="block"/>; for <c>Blocks.Count</c>, the samples that are flattened.</summary>
    public int InputLength(int block)
    {
        int length = Length;
        for (int b = 0; b < block; b++)
        {
            length = Blocks[b].OutputLength(length);
        }

        return length;
    }

    /// <summary>Values after the last block, C * L.</summary>
    public int FlattenedLength => Blocks[^1].OutputChannels * InputLength(Blocks.Count);

    /// <summary>Multiplications of one inference, batch norms folded.</summary>
    public long Macs
    {
        get
        {
            long macs = ((long)FlattenedLength * HiddenUnits) + ((long)HiddenUnits * Outputs);
            for (int b = 0; b < Blocks.Count; b++)
            {
                BlockSpec block = Blocks[b];
                macs += (long)block.ConvolvedLength(InputLength(b)) * block.OutputChannels * block.Kernel * (InputChannels(b) / block.Groups);
            }

            return macs;
        }
    }

    /// <summary>Refuses shapes that cannot be computed.</summary>
    /// <exception cref="OptionException">A layer has no output, or a count is out of range; the message names it.</exception>
    public void Check()
    {
        Require(Channels >= 1 && Length >= 1, "input", $"must have at least one channel and one sample. Got {Channels} x {Length}");
        Require(Blocks.Count >= 1, "blocks", "must be at least one. Got none");
        Require(AggregatedChannels.Count == Blocks.Count, "aggregated channels", $"must be given for each of the {Blocks.Count} blocks. Got {AggregatedChannels.Count}");
        Require(HiddenUnits >= 1, "hidden units", $"must be at least 1. Got {HiddenUnits}");
        Require(Outputs >= 1, "outputs", $"must be at least 1. Got {Outputs}");
        Require(Dropout is >= 0 and < 1, "dropout", $"must be in [0, 1). Got {Dropout.ToString(CultureInfo.InvariantCulture)}");
        for (int b = 0; b < Blocks.Count; b++)
        {
            BlockSpec block = Blocks[b];
            string name = $"block {b + 1}";
            Require(
                block is { OutputChannels: >= 1, Kernel: >= 1, Padding: >= 0, Stride: >= 1, Groups: >= 1, Pool: >= 1 },
                name,
                $"must have positive widths, kernels, strides, groups and pools. Got {block}");
            Require(
                InputChannels(b) % block.Groups == 0 && block.OutputChannels % block.Groups == 0,
                name,
                $"must have channel counts that {block.Groups} groups divide. Got {InputChannels(b)} in, {block.OutputChannels} out");
            Require(
                block.OutputLength(InputLength(b)) >= 1,
                name,
                $"must leave at least one sample. Its input has {InputLength(b)}, its kernel {block.Kernel}, its pooling {block.Pool}: use shorter kernels, fewer blocks or a longer window");
        }
    }

    private void Require(bool condition, string part, string rule)
    {
        if (!condition)
        {
            throw new OptionException($"Network '{Name}', {part}: {rule}.");
        }
    }
}
