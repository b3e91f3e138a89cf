using System.Text.Json;

namespace DiTMoS.Networks;

/// <summary>The first entry of an archive: what it is and what it holds.</summary>
internal sealed record ArchiveManifest
{
    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Kind { get; init; }

    public required JsonElement Document { get; init; }

    public required IReadOnlyList<Entry> Tensors { get; init; }

    internal sealed record Entry
    {
        public required string Name { get; init; }

        public required TensorType Type { get; init; }

        public required IReadOnlyList<int> Shape { get; init; }

        public required string File { get; init; }

        public required long Bytes { get; init; }

        public required string Sha256 { get; init; }
    }
}
