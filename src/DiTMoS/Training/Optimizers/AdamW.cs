using System.Numerics;

namespace DiTMoS.Training.Optimizers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019).</summary>
internal sealed class AdamW(int count, float weightDecay) : Optimizer
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _first = new float[count];
    private readonly float[] _second = new float[count];

    /// <inheritdoc/>
    public override IReadOnlyList<float[]> State => [_first, _second];

    /// <inheritdoc/>
    public override void Step(Span<float> values, ReadOnlySpan<float> gradients, float learningRate)
    {
        Steps++;
        var step = (float)(learningRate / (1 - Math.Pow(Beta1, Steps)));
        var secondScale = (float)(1 / (1 - Math.Pow(Beta2, Steps)));
        float kept = 1 - (learningRate * weightDecay);
        Span<float> first = _first;
        Span<float> second = _second;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var g = new Vector<float>(gradients[i..]);
            Vector<float> m = (new Vector<float>(first[i..]) * Beta1) + (g * (1 - Beta1));
            Vector<float> v = (new Vector<float>(second[i..]) * Beta2) + (g * g * (1 - Beta2));
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            Vector<float> move = m * step / (Vector.SquareRoot(v * secondScale) + new Vector<float>(Epsilon));
            ((new Vector<float>(values[i..]) * kept) - move).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            first[i] = (first[i] * Beta1) + (gradients[i] * (1 - Beta1));
            second[i] = (second[i] * Beta2) + (gradients[i] * gradients[i] * (1 - Beta2));
            values[i] = (values[i] * kept) - (first[i] * step / (MathF.Sqrt(second[i] * secondScale) + Epsilon));
        }
    }
}
