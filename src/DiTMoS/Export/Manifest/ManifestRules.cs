using DiTMoS.Planning.Memory;

namespace DiTMoS.Export.Manifest;

/// <summary>What a manifest must keep to before anything is read or run by it: a digest says that it is whole, not who wrote it.</summary>
internal static class ManifestRules
{
    private const long MostPoolBytes = 1 << 28;
    private const int MostClassifiers = 1 << 16;

    /// <summary>Refuses a manifest that leads out of its folder, or is not whole in itself.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="path">What the file is called in messages.</param>
    /// <exception cref="DeploymentException">It breaks a rule.</exception>
    public static void Check(DeploymentManifest manifest, string path)
    {
        void Require(bool holds, string rule, string found)
        {
            if (!holds)
            {
                throw DeploymentException.For(path, rule, Data.Text.Shown(found), "Deploy the model again");
            }
        }

        Require(!HoldsNull(manifest), "must have no null in its lists", "one");
        foreach (string file in manifest.Files.Keys)
        {
            Require(IsInside(file), "must name files by a path inside the folder, with forward slashes", file);
        }

        IEnumerable<string?> used = [manifest.Model.File, manifest.Stream?.Samples, .. manifest.Stream?.Code ?? [], manifest.Verification?.Windows, manifest.Verification?.Expected, .. manifest.Networks.Select(network => network.Onnx), .. manifest.Slices.Select(slice => slice.Onnx)];
        Require(used.All(file => file is null || manifest.Files.ContainsKey(file)), "must have the hash of each file that it uses", used.FirstOrDefault(file => file is not null && !manifest.Files.ContainsKey(file)) ?? "");

        int classifiers = manifest.Model.Classifiers;
        Require(classifiers is >= 1 and <= MostClassifiers, $"must have 1 to {MostClassifiers} classifiers", $"{classifiers}");
        Require(manifest.Slices.DistinctBy(slice => slice.Name).Count() == manifest.Slices.Count, "must name each slice once", "a name twice");
        Require(manifest.Slices.All(slice => slice.Route is null || (slice.Route >= 0 && slice.Route < classifiers)), $"must have slices of {classifiers} classifiers only", "another");

        foreach (ManifestBuffer buffer in manifest.Buffers)
        {
            Require(
                buffer is { Offset: >= 0, Bytes: > 0, Alignment: > 0 } && buffer.Offset % buffer.Alignment == 0 && buffer.Alignment % MemoryPlan.Alignment == 0 && End(buffer) <= MostPoolBytes,
                $"must have buffers at multiples of an alignment of {MemoryPlan.Alignment} or more, that end within {MostPoolBytes} bytes",
                $"{buffer.Bytes} bytes at {buffer.Offset}, alignment {buffer.Alignment}, for '{buffer.Name}'");
        }

        long arena = manifest.Buffers.Where(buffer => buffer.Pool == BufferPool.Arena).Select(End).DefaultIfEmpty(0).Max();
        Require(manifest.Plan.ArenaBytes == arena, $"must have an arena of {arena} bytes, where its last buffer ends", $"{manifest.Plan.ArenaBytes}");
    }

    private static long End(ManifestBuffer buffer) => (long)buffer.Offset + buffer.Bytes;

    /// <summary>Whether a path stays in the folder on any system.</summary>
    private static bool IsInside(string path) =>
        path.Split('/').All(part => part is not ("" or "." or "..")) && !path.Any(c => c is '\\' or ':' || char.IsControl(c));

    private static bool HoldsNull(DeploymentManifest manifest) =>
        manifest.Files.Values.Contains(null!)
        || AnyNull(manifest.Classes)
        || AnyNull(manifest.Input.Channels)
        || (manifest.Stream is { } stream && (AnyNull(stream.Channels) || AnyNull(stream.Features) || AnyNull(stream.Code)))
        || AnyNull(manifest.Networks)
        || AnyNull(manifest.Buffers)
        || manifest.Buffers.Any(buffer => AnyNull(buffer.Consumers))
        || AnyNull(manifest.Slices)
        || manifest.Slices.Any(slice => AnyNull(slice.Steps) || slice.Steps.Any(step => AnyNull(step.Lines)));

    private static bool AnyNull<T>(IEnumerable<T> values)
        where T : class => values.Any(value => value is null);
}
