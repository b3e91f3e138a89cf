using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public class NetworkPassTests
{
    private const double ForwardTolerance = 5e-6;       // of the largest value of a tensor
    private const double GradientTolerance = 3e-5;

    private static readonly int[] Batches = [2, 7, 8, 9, 16, 20];

    public static TheoryData<string, int> ShapesAndBatches => new(from shape in NetworkShapes.All.Keys from n in Batches select (shape, n));

    public static TheoryData<bool, int> AggregationsAndBatches => new() { { false, 8 }, { false, 20 }, { true, 8 }, { true, 9 } };

    [Theory]
    [MemberData(nameof(ShapesAndBatches))]
    public void Forward_Evaluating_MatchesReference(string shape, int n)
    {
        NetworkSpec spec = NetworkShapes.All[shape];
        Network network = NetworkShapes.Random(spec);
        var reference = new ReferenceNetwork(network);
        var pass = new NetworkPass(network, 20, gradients: false);

        pass.Forward(Batch(spec, n), training: false, null);

        Near.AssertAll(reference.Forward(Samples(spec, n), n, training: false), pass.Logits(), ForwardTolerance, "logits");
        AssertBlocks(reference, pass, n);
        Assert.Equal(reference.Statistics.ToSingle(), network.Statistics);
    }

    [Theory]
    [MemberData(nameof(ShapesAndBatches))]
    public void Backward_AfterTrainingForward_MatchesReference(string shape, int n)
    {
        NetworkSpec spec = NetworkShapes.All[shape];
        Network network = NetworkShapes.Random(spec);
        var reference = new ReferenceNetwork(network);
        var pass = new NetworkPass(network, 20, gradients: true);
        double[] dLogits = Draw.Gaussian(n * spec.Outputs, 2);

        pass.Forward(Batch(spec, n), training: true, null);
        dLogits.ToSingle().CopyTo(pass.LogitGradients());
        pass.Backward();

        Near.AssertAll(reference.Forward(Samples(spec, n), n, training: true), pass.Logits(), ForwardTolerance, "logits");
        AssertBlocks(reference, pass, n);
        AssertTensors(network, statistics: true, reference.Statistics, network.Statistics, ForwardTolerance);
        AssertTensors(network, statistics: false, reference.Backward(dLogits), pass.Gradients, GradientTolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Forward_SeveralStatisticsUpdates_MovesThemAsOften(int updates)
    {
        NetworkSpec spec = NetworkShapes.All["published"];
        Network network = NetworkShapes.Random(spec);
        var reference = new ReferenceNetwork(network);
        var pass = new NetworkPass(network, 8, gradients: true);

        pass.Forward(Batch(spec, 8), training: true, null, statisticsUpdates: updates);

        reference.Forward(Samples(spec, 8), 8, training: true, statisticsUpdates: updates);
        AssertTensors(network, statistics: true, reference.Statistics, network.Statistics, ForwardTolerance);
    }

    [Theory]
    [MemberData(nameof(AggregationsAndBatches))]
    public void ForwardAndBackward_AggregatedFeatures_MatchReference(bool padded, int n)
    {
        (NetworkSpec readSpec, NetworkSpec readerSpec) = NetworkShapes.Aggregated(padded);
        Network read = NetworkShapes.Random(readSpec, 1);
        Network reader = NetworkShapes.Random(readerSpec, 2);
        var readReference = new ReferenceNetwork(read);
        var readerReference = new ReferenceNetwork(reader);
        var readPass = new NetworkPass(read, 20, gradients: false);
        var readerPass = new NetworkPass(reader, 20, gradients: true);
        LaneBatch batch = Batch(readSpec, n);
        double[] dLogits = Draw.Gaussian(n * readerSpec.Outputs, 2);

        readPass.Forward(batch, training: false, null);
        readerPass.Forward(batch, training: true, readPass);
        dLogits.ToSingle().CopyTo(readerPass.LogitGradients());
        readerPass.Backward();

        readReference.Forward(Samples(readSpec, n), n, training: false);
        Near.AssertAll(readerReference.Forward(Samples(readSpec, n), n, training: true, readReference), readerPass.Logits(), ForwardTolerance, "logits");
        AssertTensors(reader, statistics: false, readerReference.Backward(dLogits), readerPass.Gradients, GradientTolerance);
    }

    [Theory]
    [MemberData(nameof(AggregationsAndBatches))]
    public void Backward_WithReaders_AddsTheirFeatureGradients(bool padded, int n)
    {
        (NetworkSpec readSpec, NetworkSpec readerSpec) = NetworkShapes.Aggregated(padded);
        Network[] networks = [NetworkShapes.Random(readSpec, 1), NetworkShapes.Random(readerSpec, 2), NetworkShapes.Random(readerSpec, 3)];
        double[][] dLogits = [.. networks.Select((network, i) => Draw.Gaussian(n * network.Spec.Outputs, 4 + i))];
        NetworkPass[] passes = [.. networks.Select(network => new NetworkPass(network, 20, gradients: true, featureGradients: true))];
        ReferenceNetwork[] references = [.. networks.Select(network => new ReferenceNetwork(network))];
        LaneBatch batch = Batch(readSpec, n);
        for (int i = 0; i < networks.Length; i++)
        {
            passes[i].Forward(batch, training: true, i == 0 ? null : passes[0]);
            references[i].Forward(Samples(readSpec, n), n, training: true, i == 0 ? null : references[0]);
            dLogits[i].ToSingle().CopyTo(passes[i].LogitGradients());
        }

        passes[1].Backward();
        passes[2].Backward();
        passes[0].Backward(passes[1..]);

        for (int i = 1; i < networks.Length; i++)
        {
            AssertTensors(networks[i], statistics: false, references[i].Backward(dLogits[i]), passes[i].Gradients, GradientTolerance);
            Near.AssertAll(references[i].AggregatedGradient(1), LaneTensors.ToWindows(passes[i].AggregatedGradient(1), n), GradientTolerance, "feature gradients", floor: 0);
        }

        AssertTensors(networks[0], statistics: false, references[0].Backward(dLogits[0], references.AsSpan(1)), passes[0].Gradients, GradientTolerance);
    }

    [Fact]
    public void Backward_SeveralHeadsWithoutDropout_SumsTheirGradients()
    {
        NetworkSpec spec = NetworkShapes.All["published"];
        Network network = NetworkShapes.Random(spec);
        var reference = new ReferenceNetwork(network);
        var pass = new NetworkPass(network, 9, gradients: true, heads: 3);
        double[] first = Draw.Gaussian(9 * spec.Outputs, 2);
        double[] third = Draw.Gaussian(9 * spec.Outputs, 3);

        pass.Forward(Batch(spec, 9), training: true, null);
        first.ToSingle().CopyTo(pass.LogitGradients(0));
        third.ToSingle().CopyTo(pass.LogitGradients(2));
        pass.Backward();

        double[] logits = reference.Forward(Samples(spec, 9), 9, training: true);
        Assert.All(Enumerable.Range(0, 3), head => Near.AssertAll(logits, pass.Logits(head), ForwardTolerance, $"logits of head {head}"));
        AssertTensors(network, statistics: false, reference.Backward([.. first.Zip(third, (a, b) => a + b)]), pass.Gradients, GradientTolerance);
    }

    // The logits are piecewise linear in these tensors, so that wide steps in float still give their gradients.
    [Theory]
    [InlineData("hidden.weight")]
    [InlineData("hidden.bias")]
    [InlineData("output.weight")]
    [InlineData("block3.norm.bias")]
    public void Backward_HeadsWithDropoutOfTheirOwn_MatchesCentralDifferences(string tensor)
    {
        NetworkSpec spec = NetworkShapes.All["published"] with { Dropout = 0.4f };
        Network network = NetworkShapes.Random(spec);
        var pass = new NetworkPass(network, 9, gradients: true, heads: 2);
        LaneBatch batch = Batch(spec, 9);
        float[][] dLogits = [Draw.Gaussian(9 * spec.Outputs, 2).ToSingle(), Draw.Gaussian(9 * spec.Outputs, 3).ToSingle()];
        double Loss()
        {
            pass.Forward(batch, training: true, null, dropoutKey: 5);
            return Enumerable.Range(0, 2).Sum(head => CentralDifferences.Dot(pass.Logits(head).ToArray().ToDouble(), dLogits[head].ToDouble()));
        }

        Loss();
        Assert.NotEqual(pass.Logits(0).ToArray(), pass.Logits(1).ToArray());
        dLogits[0].CopyTo(pass.LogitGradients(0));
        dLogits[1].CopyTo(pass.LogitGradients(1));
        pass.Backward();

        ParameterEntry entry = network.Table[tensor];
        float[] actual = pass.Gradients.AsSpan(entry.Offset, entry.Count).ToArray();
        Near.AssertAll(Differences(network[tensor], Loss), actual, 1e-3, tensor, floor: 0);
    }

    [Fact]
    public void Forward_SameDropoutKey_GivesTheSameLogits()
    {
        NetworkSpec spec = NetworkShapes.All["published"] with { Dropout = 0.4f };
        var pass = new NetworkPass(NetworkShapes.Random(spec), 8, gradients: true);
        LaneBatch batch = Batch(spec, 8);
        float[] Logits(ulong key)
        {
            pass.Forward(batch, training: true, null, key);
            return pass.Logits().ToArray();
        }

        float[] first = Logits(1);

        Assert.NotEqual(first, Logits(2));
        Assert.Equal(first, Logits(1));
    }

    [Theory]
    [InlineData("published")]
    [InlineData("grouped, first block not folded")]
    [InlineData("strided")]
    public void ForwardAndBackward_AnyNumberOfThreads_AreBitEqual(string shape)
    {
        float[] alone = Step(null);

        for (int threads = 1; threads <= 3; threads++)
        {
            using var team = new ThreadTeam(threads);
            Assert.Equal(alone, Step(team));
        }

        float[] Step(ThreadTeam? team)
        {
            NetworkSpec spec = NetworkShapes.All[shape];
            Network network = NetworkShapes.Random(spec);
            var pass = new NetworkPass(network, 20, gradients: true);
            pass.Forward(Batch(spec, 20), training: true, null, team: team);
            Draw.Gaussian(20 * spec.Outputs, 2).ToSingle().CopyTo(pass.LogitGradients());
            pass.Backward(team: team);
            return [.. pass.Logits(), .. pass.Gradients, .. network.Statistics];
        }
    }

    [Theory]
    [InlineData("published")]
    [InlineData("padded, average pools")]
    public void ForwardAndBackward_AfterALargerBatch_LeaveNoTraceOfIt(string shape)
    {
        NetworkSpec spec = NetworkShapes.All[shape] with { Dropout = 0.4f };
        Network network = NetworkShapes.Random(spec);
        var used = new NetworkPass(network, 20, gradients: true);
        var fresh = new NetworkPass(network, 9, gradients: true);
        Step(used, 20);

        Step(used, 9);
        Step(fresh, 9);

        Assert.Equal(fresh.Logits().ToArray(), used.Logits().ToArray());
        Assert.Equal(fresh.Gradients, used.Gradients);

        void Step(NetworkPass pass, int n)
        {
            pass.Forward(Batch(spec, n), training: true, null, dropoutKey: 3);
            Draw.Gaussian(n * spec.Outputs, 2).ToSingle().CopyTo(pass.LogitGradients());
            pass.Backward();
        }
    }

    [Fact]
    public void Forward_TrainingWithoutGradients_EqualsTrainingWithThem()
    {
        NetworkSpec spec = NetworkShapes.All["published"] with { Dropout = 0.4f };
        var with = new NetworkPass(NetworkShapes.Random(spec), 9, gradients: true);
        var without = new NetworkPass(NetworkShapes.Random(spec), 9, gradients: false);

        with.Forward(Batch(spec, 9), training: true, null, dropoutKey: 3);
        without.Forward(Batch(spec, 9), training: true, null, dropoutKey: 3);

        Assert.Equal(with.Logits().ToArray(), without.Logits().ToArray());
    }

    [Fact]
    public void Forward_FeaturesOnly_GivesTheBlocksAndLeavesTheLogits()
    {
        NetworkSpec spec = NetworkShapes.All["published"];
        Network network = NetworkShapes.Random(spec);
        var reference = new ReferenceNetwork(network);
        var pass = new NetworkPass(network, 9, gradients: false);

        pass.Forward(Batch(spec, 9), training: false, null, featuresOnly: true);

        reference.Forward(Samples(spec, 9), 9, training: false);
        AssertBlocks(reference, pass, 9);
        Assert.All(pass.Logits().ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void ForwardAndBackward_AfterTheFirst_AllocateNothing()
    {
        NetworkSpec spec = NetworkShapes.All["padded, average pools"] with { Dropout = 0.4f };
        using var team = new ThreadTeam(2);
        var pass = new NetworkPass(NetworkShapes.Random(spec), 9, gradients: true);
        LaneBatch batch = Batch(spec, 9);
        Step();

        Assert.Equal(0, Allocation.LeastOf(Step));

        void Step()
        {
            pass.Forward(batch, training: true, null, team: team);
            pass.LogitGradients().Fill(1);
            pass.Backward(team: team);
        }
    }

    private static double[] Samples(NetworkSpec spec, int n) =>
        [.. Draw.Gaussian(n * spec.Channels * spec.Length, 1).Select(v => (double)(float)((2 * v) + 0.5))];

    private static LaneBatch Batch(NetworkSpec spec, int n)
    {
        var batch = new LaneBatch(n, spec.Channels, spec.Length);
        batch.Load(Samples(spec, n).ToSingle(), [.. Enumerable.Range(0, n)]);
        batch.Standardise();
        return batch;
    }

    private static double[] Differences(Span<float> values, Func<double> loss)
    {
        const float Step = 1 / 256f;
        var gradient = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            values[i] = value + Step;
            double above = loss();
            values[i] = value - Step;
            gradient[i] = (above - loss()) / (2 * Step);
            values[i] = value;
        }

        return gradient;
    }

    private static void AssertBlocks(ReferenceNetwork reference, NetworkPass pass, int n)
    {
        for (int b = 0; b < pass.Network.Spec.Blocks.Count; b++)
        {
            Near.AssertAll(reference.BlockOutput(b), LaneTensors.ToWindows(pass.BlockOutput(b), n), ForwardTolerance, $"output of block {b + 1}");
        }
    }

    // Each tensor by itself; where a norm makes a gradient vanish, the largest of all gradients says what nothing is.
    private static void AssertTensors(Network network, bool statistics, double[] expected, float[] actual, double tolerance)
    {
        double floor = 0.01 * expected.Max(Math.Abs);
        foreach (ParameterEntry entry in network.Table.Entries.Where(e => e.IsStatistic == statistics))
        {
            Near.AssertAll(expected.AsSpan(entry.Offset, entry.Count), actual.AsSpan(entry.Offset, entry.Count), tolerance, entry.Name, floor);
        }
    }
}
