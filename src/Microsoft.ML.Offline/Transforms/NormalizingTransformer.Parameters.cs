namespace Microsoft.ML.Transforms;

public sealed partial class NormalizingTransformer
{
    /// <summary>Base of what is learned about a column.</summary>
    public abstract class NormalizerModelParametersBase
    {
        private protected NormalizerModelParametersBase()
        {
        }
    }

    /// <summary>A value x becomes (x - Offset) * Scale.</summary>
    /// <typeparam name="TData">float or double, or an immutable array of them for vectors.</typeparam>
    public sealed class AffineNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal AffineNormalizerModelParameters(TData scale, TData offset)
        {
            Scale = scale;
            Offset = offset;
        }

        /// <summary>The scale.</summary>
        public TData Scale { get; }

        /// <summary>The offset.</summary>
        public TData Offset { get; }
    }

    /// <summary>A value becomes its place in a normal distribution.</summary>
    /// <typeparam name="TData">float or double, or an immutable array of them for vectors.</typeparam>
    public sealed class CdfNormalizerModelParameters<TData> : NormalizerModelParametersBase
    {
        internal CdfNormalizerModelParameters(TData mean, TData standardDeviation)
        {
            Mean = mean;
            StandardDeviation = standardDeviation;
        }

        /// <summary>The mean.</summary>
        public TData Mean { get; }

        /// <summary>The standard deviation.</summary>
        public TData StandardDeviation { get; }

        /// <summary>Whether the distribution is that of logarithms; here it never is.</summary>
        public bool UseLog => false;
    }
}
