using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

internal static unsafe partial class Conv1D
{
    /// <summary>Turns weights (O, C / groups, K) into those of the backward pass, (C, O / groups, K) with the kernel reversed.</summary>
    /// <remarks>The gradient of a convolution's input is a convolution of dy with these weights.</remarks>
    public static void ReverseWeights(float* w, int outputs, int channels, int kernel, int groups, float* reversed)
    {
        int o = outputs / groups;
        int c = channels / groups;
        for (int g = 0; g < groups; g++)
        {
            for (int j = 0; j < o; j++)
            {
                for (int i = 0; i < c; i++)
                {
                    float* source = w + ((((long)((g * o) + j) * c) + i) * kernel);
                    float* target = reversed + ((((long)((g * c) + i) * o) + j) * kernel);
                    for (int k = 0; k < kernel; k++)
                    {
                        target[kernel - 1 - k] = source[k];
                    }
                }
            }
        }
    }

    /// <summary>dx[c,l] = Σo Σk w[o,c,k] · dy[o, (l + P - k) / S], over the k for which the quotient is whole.</summary>
    /// <param name="dy">Output gradient (G, O, T); for stride 1 its margin must be at least K - 1 - P.</param>
    /// <param name="reversed">Weights from <see cref="ReverseWeights"/>, (C, O / groups, K).</param>
    /// <param name="dx">Input gradient (G, C, L), overwritten.</param>
    /// <param name="kernel">K.</param>
    /// <param name="stride">S.</param>
    /// <param name="padding">P, below K.</param>
    /// <param name="groups">Groups of the convolution.</param>
    /// <param name="first">The first input channel to compute.</param>
    /// <param name="count">How many input channels to compute.</param>
    public static void BackwardInput(LaneTensor dy, float* reversed, LaneTensor dx, int kernel, int stride, int padding, int groups, int first, int count)
    {
        if (stride == 1)
        {
            Debug.Assert(dy.Margin >= kernel - 1 - padding, "margin too small");
            Forward(dy, reversed, null, dx, kernel, 1, kernel - 1 - padding, groups, first, count);
            return;
        }

        int inputs = dx.Channels / groups;
        int outputs = dy.Channels / groups;
        for (int g = 0; g < dx.Groups; g++)
        {
            for (int c = first; c < first + count; c++)
            {
                float* target = dx.Row(g, c);
                new Span<float>(target, dx.Length * Lanes).Clear();
                float* w = reversed + ((long)c * outputs * kernel);
                for (int o = 0; o < outputs; o++)
                {
                    float* source = dy.Row(g, ((c / inputs) * outputs) + o);
                    for (int t = 0; t < dy.Length; t++)
                    {
                        Vector256<float> d = Vector256.Load(source + ((long)t * Lanes));
                        for (int k = 0; k < kernel; k++)
                        {
                            int l = (t * stride) + k - padding;
                            if ((uint)l < (uint)dx.Length)
                            {
                                float* p = target + ((long)l * Lanes);
                                Vector256.MultiplyAddEstimate(Vector256.Create(w[(o * kernel) + kernel - 1 - k]), d, Vector256.Load(p)).Store(p);
                            }
                        }
                    }
                }
            }
        }
    }
}
