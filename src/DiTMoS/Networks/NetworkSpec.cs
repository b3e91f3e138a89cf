using System.Globalization;
using System.Text.Json.Serialization;

namespace DiTMoS.Networks;

/// <summary>The shape of one network: input norm, convolution blocks, a hidden layer and an output layer.</summary>
/// <remarks>
/// Input (C, L) -> BatchNorm1D(C) -> blocks -> flatten -> dropout -> Linear + ReLU -> dropout -> Linear.
/// A block with <see cref="AggregatedChannels"/> reads its own input channels first, then those of the selector
/// (heterogeneous feature aggregation, DiTMoS, PerCom 2024).
/// </remarks>
public sealed record NetworkSpec
{
    private const int LargestCount = 1 << 16;
    private const int LargestLength = 1 << 20;
    private const int MostBlocks = 64;
    private const long MostParameters = 1 << 26;
    private const long MostActivations = 1 << 24;

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
    [JsonRequired]
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

    /// <summary>Trained values once every batch norm is folded into its convolution: weights and biases of convolutions and linear layers.</summary>
    /// <remarks>This is what a deployed network stores; <see cref="ParameterTable.ValueCount"/> counts the batch norms as well.</remarks>
    public long FoldedParameters
    {
        get
        {
            long flattened = (long)Blocks[^1].OutputChannels * InputLength(Blocks.Count);
            long parameters = ((flattened + 1) * HiddenUnits) + ((HiddenUnits + 1L) * Outputs);
            for (int b = 0; b < Blocks.Count; b++)
            {
                BlockSpec block = Blocks[b];
                parameters += block.OutputChannels * (((long)block.Kernel * (InputChannels(b) / block.Groups)) + 1);
            }

            return parameters;
        }
    }

    /// <summary>Refuses shapes that cannot be computed.</summary>
    /// <exception cref="OptionException">A layer has no output, or a count is out of range; the message names it.</exception>
    public void Check()
    {
        Require(Channels is >= 1 and <= LargestCount, "channels", $"must be in [1, {LargestCount}]. Got {Channels}");
        Require(Length is >= 1 and <= LargestLength, "length", $"must be in [1, {LargestLength}] samples. Got {Length}");
        Require(Blocks.Count is >= 1 and <= MostBlocks, "blocks", $"must be 1 to {MostBlocks}. Got {Blocks.Count}");
        Require(AggregatedChannels.Count == Blocks.Count, "aggregated channels", $"must be given for each of the {Blocks.Count} blocks. Got {AggregatedChannels.Count}");
        Require(HiddenUnits is >= 1 and <= LargestCount, "hidden units", $"must be in [1, {LargestCount}]. Got {HiddenUnits}");
        Require(Outputs is >= 1 and <= LargestCount, "outputs", $"must be in [1, {LargestCount}]. Got {Outputs}");
        Require(Dropout is >= 0 and < 1, "dropout", $"must be in [0, 1). Got {Dropout.ToString(CultureInfo.InvariantCulture)}");
        long activations = 0;
        for (int b = 0; b < Blocks.Count; b++)
        {
            BlockSpec block = Blocks[b];
            string name = $"block {b + 1}";
            Require(
                block is
                {
                    OutputChannels: >= 1 and <= LargestCount,
                    Kernel: >= 1 and <= LargestCount,
                    Padding: >= 0 and <= LargestCount,
                    Stride: >= 1 and <= LargestCount,
                    Groups: >= 1 and <= LargestCount,
                    Pool: >= 1 and <= LargestCount,
                    PoolKind: PoolKind.Max or PoolKind.Average,
                },
                name,
                $"must have widths, kernels, strides, groups and pools in [1, {LargestCount}], a padding from 0 and a known pooling. Got {block}");
            Require(
                AggregatedChannels[b] is >= 0 and <= LargestCount,
                name,
                $"must read 0 to {LargestCount} aggregated channels. Got {AggregatedChannels[b]}");
            Require(
                InputChannels(b) % block.Groups == 0 && block.OutputChannels % block.Groups == 0,
                name,
                $"must have channel counts that {block.Groups} groups divide. Got {InputChannels(b)} in, {block.OutputChannels} out");
            Require(
                block.OutputLength(InputLength(b)) >= 1,
                name,
                $"must leave at least one sample. Its input has {InputLength(b)}, its kernel {block.Kernel}, its pooling {block.Pool}: use shorter kernels, fewer blocks or a longer window");
            activations += ((long)InputChannels(b) * (InputLength(b) + (2 * block.Padding))) + ((long)block.OutputChannels * block.ConvolvedLength(InputLength(b)));
        }

        Require(FoldedParameters <= MostParameters, "parameters", $"must be at most {MostParameters}. Got {FoldedParameters}");
        Require(activations <= MostActivations, "layers", $"must hold at most {MostActivations} values, padding included. Got {activations}: use fewer channels, less padding or a shorter window");
    }

    /// <summary>Whether both compute the same, whatever they are called.</summary>
    internal bool HasShapeOf(NetworkSpec other) =>
        Channels == other.Channels
        && Length == other.Length
        && HiddenUnits == other.HiddenUnits
        && Outputs == other.Outputs
        && Dropout.Equals(other.Dropout)
        && Blocks.SequenceEqual(other.Blocks)
        && AggregatedChannels.SequenceEqual(other.AggregatedChannels);

    private void Require(bool condition, string part, string rule)
    {
        if (!condition)
        {
            throw new OptionException($"Network '{Name}', {part}: {rule}.");
        }
    }
}
