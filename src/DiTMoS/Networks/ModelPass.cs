using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>Computes a model for one window at a time, without allocating.</summary>
internal abstract unsafe class ModelPass
{
    private readonly LaneArena _arena = new();          // owns the samples and the scratch

    /// <summary>Reserves memory.</summary>
    /// <param name="window">The shape whose windows are read.</param>
    /// <param name="specs">All shapes that share the scratch.</param>
    protected ModelPass(NetworkSpec window, params NetworkSpec[] specs)
    {
        Samples = WindowTensor.ChannelMajor(_arena, window.Channels, window.Length, margin: 0);
        Scratch = _arena.Floats(specs.Append(window).Max(WindowPass.ScratchFor));
    }

    /// <summary>The normalised window, to be written before <see cref="Route"/>; shape (C, L).</summary>
    public Span<float> Window => new(Samples.At(0, 0), Samples.Channels * Samples.Length);

    /// <summary>Classifiers to choose from, N.</summary>
    public abstract int Classifiers { get; }

    /// <summary>One window, as the networks read it.</summary>
    protected WindowTensor Samples { get; }

    /// <summary>Room for one network's work at a time.</summary>
    protected float* Scratch { get; }

    /// <summary>Computes what chooses.</summary>
    /// <returns>The routing logits, shape (N).</returns>
    public abstract ReadOnlySpan<float> Route();

    /// <summary>Computes one classifier, behind <see cref="Route"/>.</summary>
    /// <param name="classifier">Which, in [0, N).</param>
    /// <param name="logits">Takes its class logits, the shared base added, shape (K).</param>
    public abstract void Classify(int classifier, Span<float> logits);
}
