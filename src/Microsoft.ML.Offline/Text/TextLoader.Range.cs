namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A stretch of fields.</summary>
    public sealed class Range
    {
        /// <summary>The zero-based place of the first field.</summary>
        public int Min;

        /// <summary>The zero-based place of the last field; null for the same, or for the last of the line, see <see cref="AutoEnd"/>.</summary>
        public int? Max;

        /// <summary>Whether the stretch reaches to the last field of the first line.</summary>
        public bool AutoEnd;

        /// <summary>Whether a single field is a vector too.</summary>
        public bool ForceVector;

        /// <summary>A stretch to be described.</summary>
        public Range()
        {
        }

        /// <summary>One field.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The place is negative.</exception>
        public Range(int index)
        {
            Check.Param(index >= 0, nameof(index), "The place must not be negative.");
            Min = index;
            Max = index;
        }

        /// <summary>A stretch of fields, as a vector.</summary>
        /// <param name="min">The place of the first.</param>
        /// <param name="max">The place of the last; null for the last of the first line.</param>
        /// <exception cref="ArgumentOutOfRangeException">A place is negative, or the last is before the first.</exception>
        public Range(int min, int? max)
        {
            Check.Param(min >= 0, nameof(min), "The place must not be negative.");
            Check.Param(!(max < min), nameof(max), "The last field must not be before the first.");
            Min = min;
            Max = max;
            ForceVector = true;
            AutoEnd = max == null;
        }
    }
}
