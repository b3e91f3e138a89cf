using System.Numerics;

namespace DiTMoS.Training.Optimizers;

/// <summary>SGD with momentum, Nesterov's look-ahead and weight decay added to the gradient, as PyTorch defines it.</summary>
/// <remarks>g += λ w; v = m v + g (v = g in the first step, as v starts at zero); w -= η (g + m v), or η v without Nesterov.</remarks>
internal sealed class StochasticGradientDescent(int count, float momentum, bool nesterov, float weightDecay) : Optimizer
{
    private readonly float[] _velocity = new float[count];

    /// <inheritdoc/>
    public override IReadOnlyList<float[]> State => [_velocity];

    /// <inheritdoc/>
    public override void Step(Span<float> values, ReadOnlySpan<float> gradients, float learningRate)
    {
        Steps++;
        int i = 0;
        Span<float> velocity = _velocity;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(values[i..]);
            Vector<float> g = new Vector<float>(gradients[i..]) + (w * weightDecay);
            Vector<float> v = (new Vector<float>(velocity[i..]) * momentum) + g;
            v.CopyTo(velocity[i..]);
            (w - ((nesterov ? g + (v * momentum) : v) * learningRate)).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            float g = gradients[i] + (values[i] * weightDecay);
            velocity[i] = (velocity[i] * momentum) + g;
            values[i] -= (nesterov ? g + (velocity[i] * momentum) : velocity[i]) * learningRate;
        }
    }
}
