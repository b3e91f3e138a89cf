namespace DiTMoS.Verification;

/// <summary>A memory of single-precision words, each of which knows which value was written to it last.</summary>
internal sealed class TaggedMemory
{
    /// <summary>Bytes of a word.</summary>
    public const int WordBytes = 4;

    private readonly float[] _words;
    private readonly long[] _tags;    // which value a word holds; 0: none

    /// <summary>A memory of some bytes in which nothing was written yet.</summary>
    public TaggedMemory(int bytes)
    {
        _words = new float[bytes / WordBytes];
        _tags = new long[_words.Length];
    }

    /// <summary>Words.</summary>
    public int Count => _words.Length;

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_tags);

    /// <summary>Which value a word holds; 0 for none.</summary>
    public long TagOf(int word) => _tags[word];

    /// <summary>Whether a word is there and holds a value, and the value.</summary>
    public bool TryRead(int word, long tag, out float value)
    {
        bool holds = (uint)word < (uint)_tags.Length && _tags[word] == tag;
        value = holds ? _words[word] : 0;
        return holds;
    }

    /// <summary>Writes a value.</summary>
    public void Write(int word, long tag, float value)
    {
        _words[word] = value;
        _tags[word] = tag;
    }
}
