namespace DiTMoS.Data.Sources;

/// <summary>Reads a listed file, and at its end checks that it was not written to meanwhile.</summary>
internal sealed class UnchangingStream(FileStream file, SourceFile listed) : Stream
{
    private bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    /// <summary>The length that was listed, whatever the file has become.</summary>
    public override long Length => listed.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);
        if (!_isChecked && ((read == 0 && !buffer.IsEmpty) || file.Position >= listed.Length))
        {
            listed.CheckUnchanged();
            _isChecked = true;
        }

        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
