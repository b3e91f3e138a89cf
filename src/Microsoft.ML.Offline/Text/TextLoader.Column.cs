namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A column, and the fields that it is made of.</summary>
    public sealed class Column
    {
        /// <summary>The name.</summary>
        public string Name;

        /// <summary>The fields.</summary>
        public Range[] Source;

        /// <summary>For a column of keys, how many there are. Fields count from 0.</summary>
        public KeyCount KeyCount;

        /// <summary>A column to be described.</summary>
        public Column()
        {
        }

        /// <summary>A column of one field.</summary>
        public Column(string name, DataKind dataKind, int index)
            : this(name, dataKind, [new Range(index)])
        {
        }

        /// <summary>A vector of a stretch of fields.</summary>
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)])
        {
        }

        /// <summary>A column of some fields.</summary>
        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            Name = Check.NonEmpty(name, nameof(name));
            Source = Check.Value(source, nameof(source));
            DataKind = dataKind;
            KeyCount = keyCount;
        }

        /// <summary>What the fields hold. Default single-precision numbers.</summary>
        public DataKind DataKind { get; set; } = DataKind.Single;
    }
}
