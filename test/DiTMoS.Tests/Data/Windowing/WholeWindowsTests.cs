using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Windowing;

public sealed class WholeWindowsTests : IDisposable
{
    private static readonly FeatureStep[] Norm = [new MagnitudeStep { Replace = true }];

    private readonly TemporaryFolder _folder = new();
    private readonly WindowSet _windows = SyntheticRecordings.Create(seed: 1, subjects: 2, trials: 1, windowsPerTrial: 2);

    public WholeWindowsTests() => NpzWriter.Write(_windows, _folder["data.npz"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_WindowsAsTheyAre_HaveNoFrontEnd()
    {
        WindowSet loaded = Load(new RecordingOptions());

        Assert.Equal(_windows.Digest(), loaded.Digest());
        Assert.Null(loaded.FrontEnd);
    }

    [Fact]
    public void Load_FeaturesOfWindows_AreComputedAndKnown()
    {
        WindowSet loaded = Load(new RecordingOptions { Features = Norm });

        float[] window = _windows.Window(3).ToArray();
        Assert.Equal((1, _windows.Length), (loaded.Channels, loaded.Length));
        Assert.Equal(Math.Sqrt((window[7] * window[7]) + (window[158] * window[158]) + (window[309] * window[309])), loaded.Window(3)[7], 1e-4);
        Assert.Equal(_windows.ChannelNames, loaded.FrontEnd!.ChannelNames);
        Assert.Equal((151, 151, 50.0), (loaded.FrontEnd.Windows.Length, loaded.FrontEnd.Windows.Hop, loaded.FrontEnd.Windows.SampleRateHz));
        Assert.Equal(Norm, loaded.FrontEnd.Features);
    }

    [Fact]
    public void Load_AxesOfWindows_AreTurned()
    {
        WindowSet loaded = Load(new RecordingOptions { Axes = "x=-y,y=x,z=z" });

        Assert.Equal(-_windows.Window(5)[151], loaded.Window(5)[0]);
        Assert.Equal(_windows.Window(5)[0], loaded.Window(5)[151]);
        Assert.Equal("x=-y,y=x,z=z", loaded.FrontEnd!.Axes);
    }

    [Fact]
    public void Load_WithTheFrontEndOfAModel_ComputesTheSameOnce()
    {
        WindowSet features = Load(new RecordingOptions { Features = Norm, Axes = "x=-y,y=x,z=z" });
        NpzWriter.Write(features, _folder["features.npz"]);

        WindowSet again = Load(new RecordingOptions { FrontEnd = features.FrontEnd });
        WindowSet kept = Recordings.Load(_folder["features.npz"], new RecordingOptions { FrontEnd = features.FrontEnd });

        Assert.Equal(features.Digest(), again.Digest());
        Assert.Equal(features.Digest(), kept.Digest());
    }

    [Fact]
    public void Load_WindowsCutAnew_AreCutFromEachWindow()
    {
        WindowSet loaded = Load(new RecordingOptions { Windows = new WindowOptions { Length = 50 } });

        Assert.Equal((_windows.Count * 3, 50), (loaded.Count, loaded.Length));
        Assert.Equal(_windows.Window(1).Slice(50, 50).ToArray(), loaded.Window(4)[..50].ToArray());
        Assert.Equal(_windows.Trials!.Distinct().Count(), loaded.Trials!.Distinct().Count());
    }

    [Fact]
    public void Load_KeptFrontEnd_IsThatOfTheWindows()
    {
        FrontEnd made = Load(new RecordingOptions { Features = Norm, Axes = "x=-y,y=x,z=z" }).FrontEnd!;

        FrontEnd kept = Kept(new RecordingOptions { Features = Norm, Axes = "x=-y,y=x,z=z" }, new RecordingOptions()).FrontEnd!;

        Assert.Equal(FrontEndJson.Write(made), FrontEndJson.Write(kept));
    }

    [Fact]
    public void Load_KeptFeaturesAndMore_KnowsBoth()
    {
        FeatureStep[] both = [.. Norm, new JerkStep()];
        WindowSet atOnce = Load(new RecordingOptions { Features = both });

        WindowSet later = Kept(new RecordingOptions { Features = Norm }, new RecordingOptions { Features = [both[1]] });
        WindowSet ofModel = Kept(new RecordingOptions { Features = Norm }, new RecordingOptions { FrontEnd = later.FrontEnd });

        Assert.Equal(atOnce.Digest(), later.Digest());
        Assert.Equal(FrontEndJson.Write(atOnce.FrontEnd!), FrontEndJson.Write(later.FrontEnd!));
        Assert.Equal(atOnce.Digest(), ofModel.Digest());
    }

    [Fact]
    public void Load_TurnedWindowsForTheModelThatTurnsThem_AreTurnedOnce()
    {
        WindowSet turned = Load(new RecordingOptions { Axes = "x=-y,y=x,z=z" });

        WindowSet kept = Kept(new RecordingOptions { Axes = "x=-y,y=x,z=z" }, new RecordingOptions { FrontEnd = turned.FrontEnd });

        Assert.Equal(turned.Digest(), kept.Digest());
        Assert.Equal("x=-y,y=x,z=z", kept.FrontEnd!.Axes);
    }

    [Fact]
    public void Load_TurnedWindowsForAModelThatTurnsNone_AreRefused()
    {
        FrontEnd ofModel = Load(new RecordingOptions { Windows = new WindowOptions { Length = 151 } }).FrontEnd!;

        var error = Assert.Throws<OptionException>(() => Kept(new RecordingOptions { Axes = "x=-y,y=x,z=z" }, new RecordingOptions { FrontEnd = ofModel }));

        Assert.Contains("turned already, by 'x=-y,y=x,z=z', but the model's are not turned", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhatNoFrontEndDoes_IsNotTold()
    {
        Assert.Null(Kept(new RecordingOptions { Axes = "x=-y,y=x,z=z" }, new RecordingOptions { Axes = "x=-y,y=x,z=z" }).FrontEnd);
        Assert.Null(Kept(new RecordingOptions { Features = Norm }, new RecordingOptions { Windows = new WindowOptions { Length = 50 } }).FrontEnd);
    }

    // Loads the windows, writes them, and loads what was written.
    private WindowSet Kept(RecordingOptions first, RecordingOptions then)
    {
        NpzWriter.Write(Load(first), _folder["kept.npz"]);
        return Recordings.Load(_folder["kept.npz"], then);
    }

    private WindowSet Load(RecordingOptions options) => Recordings.Load(_folder["data.npz"], options);
}
