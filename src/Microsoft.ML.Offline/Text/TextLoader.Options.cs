namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How text is read.</summary>
    public class Options
    {
        /// <summary>Whether fields may be in double quotes, a double quote within being written twice. Default false.</summary>
        public bool AllowQuoting;

        /// <summary>Whether rows may be sparse, which this subset does not read. Default false.</summary>
        public bool AllowSparse;

        /// <summary>The columns.</summary>
        public Column[] Columns;

        /// <summary>Whether the first line names the fields. Default false.</summary>
        public bool HasHeader;

        /// <summary>The most rows to read; null, the default, for all.</summary>
        public long? MaxRows;

        /// <summary>Whether an empty field is NaN for reals; else it is zero. Default false.</summary>
        public bool MissingRealsAsNaNs;

        /// <summary>What is between fields. Default a tab.</summary>
        public char[] Separators = ['\t'];

        /// <summary>Whether blanks at the end of lines are left out. Default false.</summary>
        public bool TrimWhitespace;

        /// <summary>The defaults.</summary>
        public Options()
        {
        }
    }
}
