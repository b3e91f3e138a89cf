using DiTMoS.Kernels;
using DiTMoS.Networks;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Networks;

/// <summary>A single window's pass gives what <see cref="NetworkPass"/> gives, bit for bit, and what the reference gives, nearly.</summary>
public sealed unsafe class WindowPassTests
{
    private const double Tolerance = 1e-5;              // of the largest logit

    public static TheoryData<string> Shapes => new(NetworkShapes.All.Keys);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_KnownShapes_EqualsTheLanePass(string shape) => AssertSame(NetworkShapes.All[shape], null);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forward_AggregatedFeatures_EqualsTheLanePass(bool padded)
    {
        (NetworkSpec read, NetworkSpec reader) = NetworkShapes.Aggregated(padded);

        AssertSame(read, reader);
    }

    [Fact]
    public void Forward_RandomShapes_EqualsTheLanePass()
    {
        int readers = 0;

        Prop.ForAll<int>(seed =>
        {
            var random = new SeededRandom(seed, "shapes");
            NetworkSpec read = RandomNetworks.Spec(random);
            NetworkSpec? reader = RandomNetworks.Reader(random, read);
            readers += reader is { AggregatedChannels: var channels } && channels.Any(c => c > 0) ? 1 : 0;
            AssertSame(read, reader, seed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        Assert.InRange(readers, 30, 200);
    }

    private static void AssertSame(NetworkSpec readSpec, NetworkSpec? readerSpec, int seed = 1)
    {
        Network read = NetworkShapes.Random(readSpec, seed);
        double[] samples = Draw.Gaussian(readSpec.Channels * readSpec.Length, seed);
        using var scratch = new Scratch(readSpec, readerSpec, samples);
        var batch = new LaneBatch(1, readSpec.Channels, readSpec.Length);
        batch.Load(samples.ToSingle(), [0]);
        var readReference = new ReferenceNetwork(read);
        var readLanes = new NetworkPass(read, 1, gradients: false);
        var readPass = new WindowPass(readSpec, readerSpec);

        readPass.Forward(scratch.Samples, new PackedNetwork(read), null, scratch.Floats);

        readLanes.Forward(batch, training: false, null);
        Assert.Equal(readLanes.Logits(), readPass.Logits);
        Near.AssertAll(readReference.Forward(samples, 1, training: false), readPass.Logits, Tolerance, readSpec.ToString());
        if (readerSpec is null)
        {
            return;
        }

        Network reader = NetworkShapes.Random(readerSpec, seed + 1);
        var readerLanes = new NetworkPass(reader, 1, gradients: false);
        var readerPass = new WindowPass(readerSpec);

        readerPass.Forward(scratch.Samples, new PackedNetwork(reader), readPass, scratch.Floats);

        readerLanes.Forward(batch, training: false, readLanes);
        Assert.Equal(readerLanes.Logits(), readerPass.Logits);
        Near.AssertAll(new ReferenceNetwork(reader).Forward(samples, 1, training: false, readReference), readerPass.Logits, Tolerance, readerSpec.ToString());
    }

    // One window and the memory that passes share.
    private sealed class Scratch : IDisposable
    {
        private readonly LaneArena _arena = new();

        public Scratch(NetworkSpec read, NetworkSpec? reader, double[] samples)
        {
            Samples = WindowTensor.ChannelMajor(_arena, read.Channels, read.Length, margin: 0);
            samples.ToSingle().CopyTo(new Span<float>(Samples.At(0, 0), samples.Length));
            Floats = _arena.Floats(Math.Max(WindowPass.ScratchFor(read), reader is null ? 0 : WindowPass.ScratchFor(reader)));
        }

        public WindowTensor Samples { get; }

        public float* Floats { get; }

        public void Dispose() => GC.KeepAlive(_arena);
    }
}
