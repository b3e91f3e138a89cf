namespace DiTMoS.Data;

/// <summary>Makes recordings of a tri-axial accelerometer worn at the hip, for demonstrations and tests without data.</summary>
/// <remarks>
/// A recording is gravity in the posture of the activity, plus the harmonics of its steps, plus noise, seen by a sensor
/// that every subject wears, and every recording finds, turned a little otherwise. Subjects differ in cadence and vigour.
/// Windows of a recording overlap by half, as published sets do.
/// </remarks>
public static class SyntheticRecordings
{
    private const int Axes = 3;
    private const int WindowSamples = 151;
    private const int HopSamples = 75;
    private const double RateHz = 50;
    private const double Gravity = 9.81;

    // Cadence in steps per second; amplitudes in m/s^2 of the first three harmonics of the step (up, forward) and of the
    // stride (sideways, at half the cadence); lean of the trunk in degrees; how much of the step is a short impact.
    private static readonly Activity[] Activities =
    [
        new("standing", 0.3, [0.15, 0.05, 0.0], [0.15, 0.05, 0.0], 0.15, 4, 0, 0.10),
        new("sitting", 0.25, [0.10, 0.05, 0.0], [0.10, 0.05, 0.0], 0.10, 28, 0, 0.08),
        new("walking", 1.85, [2.2, 0.9, 0.4], [1.4, 0.7, 0.2], 1.0, 6, 0.6, 0.45),
        new("walking_upstairs", 1.60, [2.0, 0.6, 0.3], [1.2, 0.9, 0.3], 1.2, 14, 0.3, 0.45),
        new("walking_downstairs", 1.95, [2.7, 1.3, 0.7], [1.2, 0.8, 0.4], 1.1, 2, 1.6, 0.55),
        new("running", 2.65, [7.5, 2.2, 0.8], [3.0, 1.4, 0.5], 2.0, 10, 3.0, 0.90),
        new("jumping", 1.95, [8.5, 3.5, 1.5], [1.0, 0.6, 0.3], 0.7, 5, 4.0, 0.80),
        new("cycling", 1.35, [0.9, 0.5, 0.2], [1.1, 0.5, 0.2], 1.3, 32, 0, 0.50),
    ];

    /// <summary>Makes a set of recordings: 8 activities, windows of 3 x 151 samples at 50 Hz, in m/s^2.</summary>
    /// <param name="seed">The seed. Same seed, same samples.</param>
    /// <param name="subjects">Subjects, in [1, 1000]. Default 12.</param>
    /// <param name="trials">Recordings per subject and activity, in [1, 100]. Default 3.</param>
    /// <param name="windowsPerTrial">Windows per recording, in [1, 1000]. Default 8, which makes 2,304 windows in all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public static WindowSet Create(int seed, int subjects = 12, int trials = 3, int windowsPerTrial = 8)
    {
        CheckRange(subjects, 1000, nameof(subjects));
        CheckRange(trials, 100, nameof(trials));
        CheckRange(windowsPerTrial, 1000, nameof(windowsPerTrial));

        int recordings = Activities.Length * subjects * trials;
        int count = checked(recordings * windowsPerTrial);
        var samples = new float[checked(count * Axes * WindowSamples)];
        var labels = new int[count];
        var subjectOf = new int[count];
        var trialOf = new int[count];
        var starts = new int[count];
        var signal = new double[Axes, ((windowsPerTrial - 1) * HopSamples) + WindowSamples];
        for (int recording = 0; recording < recordings; recording++)
        {
            int subject = recording / (Activities.Length * trials);
            int activity = recording / trials % Activities.Length;
            Record(Activities[activity], Person.Create(seed, subject), new SeededRandom(seed, "synthetic.trial", recording), signal);
            for (int w = 0; w < windowsPerTrial; w++)
            {
                int n = (recording * windowsPerTrial) + w;
                (labels[n], subjectOf[n], trialOf[n], starts[n]) = (activity, subject, recording, w * HopSamples);
                CopyWindow(signal, w * HopSamples, samples.AsSpan(n * Axes * WindowSamples));
            }
        }

        return new WindowSet
        {
            Samples = samples,
            Channels = Axes,
            Length = WindowSamples,
            Labels = labels,
            ClassNames = Array.ConvertAll(Activities, activity => activity.Name),
            ChannelNames = ["acc_x", "acc_y", "acc_z"],
            Subjects = subjectOf,
            SubjectNames = [.. Enumerable.Range(1, subjects).Select(subject => FormattableString.Invariant($"s{subject}"))],
            Trials = trialOf,
            Origins = new WindowOrigins
            {
                RecordingNames = [.. Enumerable.Range(0, recordings).Select(recording => NameOf(recording, trials))],
                Recordings = trialOf,
                Starts = starts,
                Ends = Array.ConvertAll(starts, start => start + WindowSamples),
                SampleRateHz = RateHz,
            },
            SampleRateHz = RateHz,
            Source = FormattableString.Invariant($"synthetic recordings, seed {seed}"),
        };
    }

    private static string NameOf(int recording, int trials) =>
        FormattableString.Invariant($"s{(recording / (Activities.Length * trials)) + 1} {Activities[recording / trials % Activities.Length].Name} {(recording % trials) + 1}");

    private static void Record(Activity activity, Person person, SeededRandom random, double[,] signal)
    {
        double cadence = activity.CadenceHz * person.Pace * Math.Exp(0.04 * random.NextGaussian());
        double vigour = person.Vigour * Math.Exp(0.10 * random.NextGaussian());
        double yaw = person.Yaw + (Radians(12) * random.NextGaussian());
        double pitch = person.Pitch + Radians(activity.LeanDegrees + (6 * random.NextGaussian()));
        double roll = person.Roll + (Radians(6) * random.NextGaussian());
        double phase = 2 * Math.PI * random.NextDouble();
        double drift = 0;
        for (int t = 0; t < signal.GetLength(1); t++)
        {
            drift = (0.98 * drift) + (0.01 * random.NextGaussian());        // no one steps like a clock
            phase += 2 * Math.PI * cadence * (1 + drift) / RateHz;
            double up = Gravity + (vigour * (Harmonics(activity.Up, phase, person.UpPhase) + (activity.Impact * Impact(phase))));
            double forward = vigour * Harmonics(activity.Forward, phase, person.ForwardPhase);
            double side = vigour * activity.Side * Math.Sin((phase / 2) + person.SidePhase);

            // Turn about the vertical, then lean forward, then sideways; then the sensor's own noise.
            (forward, side) = Turn(forward, side, yaw);
            (up, forward) = Turn(up, forward, pitch);
            (up, side) = Turn(up, side, roll);
            signal[0, t] = side + (activity.Noise * random.NextGaussian());
            signal[1, t] = up + (activity.Noise * random.NextGaussian());
            signal[2, t] = forward + (activity.Noise * random.NextGaussian());
        }
    }

    private static double Harmonics(double[] amplitudes, double phase, double offset)
    {
        double sum = 0;
        for (int h = 0; h < amplitudes.Length; h++)
        {
            sum += amplitudes[h] * Math.Cos(((h + 1) * phase) + ((h + 1) * offset));
        }

        return sum;
    }

    // The foot's strike: a short peak once per step.
    private static double Impact(double phase) => Math.Pow(Math.Max(0, Math.Cos(phase)), 8);

    private static (double A, double B) Turn(double a, double b, double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return ((cos * a) - (sin * b), (sin * a) + (cos * b));
    }

    private static void CopyWindow(double[,] signal, int start, Span<float> window)
    {
        for (int c = 0; c < Axes; c++)
        {
            for (int t = 0; t < WindowSamples; t++)
            {
                window[(c * WindowSamples) + t] = (float)signal[c, start + t];
            }
        }
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static void CheckRange(int value, int most, string name)
    {
        if (value < 1 || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"There must be 1 to {most} {name}.");
        }
    }

    private sealed record Activity(string Name, double CadenceHz, double[] Up, double[] Forward, double Side, double LeanDegrees, double Impact, double Noise);

    // How one subject moves and wears the sensor.
    private sealed record Person(double Pace, double Vigour, double Yaw, double Pitch, double Roll, double UpPhase, double ForwardPhase, double SidePhase)
    {
        public static Person Create(int seed, int subject)
        {
            var random = new SeededRandom(seed, "synthetic.subject", subject);
            return new Person(
                Pace: Math.Exp(0.07 * random.NextGaussian()),
                Vigour: Math.Exp(0.18 * random.NextGaussian()),
                Yaw: Radians(20) * random.NextGaussian(),
                Pitch: Radians(5) * random.NextGaussian(),
                Roll: Radians(5) * random.NextGaussian(),
                UpPhase: 0.35 * random.NextGaussian(),
                ForwardPhase: 1.2 + (0.4 * random.NextGaussian()),
                SidePhase: 0.6 + (0.5 * random.NextGaussian()));
        }
    }
}
