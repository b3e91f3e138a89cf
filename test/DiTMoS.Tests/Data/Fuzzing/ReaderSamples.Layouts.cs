using System.Text;
using DiTMoS.Data.Readers;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Readers.Deap;
using DiTMoS.Tests.Data.Readers;
using DiTMoS.Tests.Data.Readers.Audio;
using DiTMoS.Tests.Data.Readers.Deap;

namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>The files of data sets, as small as their layouts allow.</summary>
internal static partial class ReaderSamples
{
    private static (string Path, byte[] Bytes)[] Hapt =>
    [
        ("HAPT/activity_labels.txt", Bytes("1 WALKING           \n5 STANDING          \n7 STAND_TO_SIT      \n")),
        ("HAPT/RawData/labels.txt", Bytes("1 1 5 3 6\n1 1 7 7 8\n2 4 1 1 10\n")),
        .. ((string[])["acc_exp01_user01", "gyro_exp01_user01", "acc_exp02_user04", "gyro_exp02_user04"])
            .Select(name => ($"HAPT/RawData/{name}.txt", Rows(10, i => $"{i}.25 -{i}.5 {i}e-3"))),
    ];

    private static (string Path, byte[] Bytes)[] UciHar =>
    [
        ("UCI HAR Dataset/activity_labels.txt", Bytes("1 WALKING\n2 SITTING\n")),
        .. ((string[])["train", "test"]).SelectMany(part => (IEnumerable<(string, byte[])>)
        [
            ($"UCI HAR Dataset/{part}/y_{part}.txt", Bytes("1\n2\n")),
            ($"UCI HAR Dataset/{part}/subject_{part}.txt", Bytes(part == "train" ? "1\n1\n" : "2\n2\n")),
            .. from sensor in (string[])["body_acc", "body_gyro", "total_acc"]
               from axis in "xyz"
               select ($"UCI HAR Dataset/{part}/Inertial Signals/{sensor}_{axis}_{part}.txt", Rows(2, n => string.Concat(Enumerable.Range(0, 128).Select(t => $"  {1 + (t / 64)}.5e-00{n + 1}")))),
        ]),
    ];

    private static (string Path, byte[] Bytes)[] DailySports =>
    [
        .. ((string[])["a02/p1/s01", "a02/p1/s02", "a10/p8/s01"])
            .Select(path => ($"data/{path}.txt", Rows(125, t => string.Join(',', Enumerable.Range(0, 45).Select(c => $"{t % 7}.{c}")))))
    ];

    private static (string Path, byte[] Bytes)[] Wisdm =>
        [("WISDM_ar_v1.1_raw.txt", Rows(12, i => $"{33 - (i / 8)},{(i < 5 ? "Jogging" : "Walking")},{49105962 + i}000000,-0.69{i},12.6{i},0.{i};"))];

    private static (string Path, byte[] Bytes)[] WisdmDevices =>
    [
        ("wisdm-dataset/activity_key.txt", Bytes("walking = A\njogging = B\n\neating soup = H\n")),
        .. from device in (string[])["phone", "watch"]
           from sensor in (string[])["accel", "gyro"]
           select ($"wisdm-dataset/raw/{device}/{sensor}/data_1600_{sensor}_{device}.txt", Rows(12, i => $"1600,{(i < 6 ? 'A' : 'B')},{1000 + (i * 50)}000000,0.{i},-1.{i},9.5;")),
    ];

    private static (string Path, byte[] Bytes)[] Pamap2 =>
    [
        ("PAMAP2_Dataset/Protocol/subject101.dat", Rows(12, i => $"{i / 100}.{i % 100:00} {(i < 6 ? 1 : 24)} {(i % 11 == 0 ? "100" : "NaN")} {string.Join(' ', Enumerable.Range(3, 51).Select(c => i == 5 && c is >= 20 and < 37 ? "NaN" : $"{c}.{i}"))}")),
        ("PAMAP2_Dataset/Optional/subject101.dat", Rows(4, i => $"0.{i:00} 9 100 {string.Join(' ', Enumerable.Range(3, 51).Select(c => $"{c}.{i}"))}")),
    ];

    private static (string Path, byte[] Bytes)[] WavFolders =>
    [
        ("yes/0a7c2a8d_nohash_0.wav", WavBytes.Of([1, -2, 300, -400, 5, 6])),
        ("yes/0a7c2a8d_nohash_1.wav", new WavBytes { Bits = 24, Channels = 1, IsExtensible = true, Data = new byte[18], ChunksBeforeData = [WavBytes.Chunk("LIST", [1, 2, 3])] }.File()),
        ("no/1b2c3d4e_nohash_0.wav", new WavBytes { Tag = 3, Bits = 32, Data = [.. ((float[])[0.5f, -0.25f, 1, 0]).SelectMany(BitConverter.GetBytes)] }.File()),
        ("no/1b2c3d4e_nohash_1.wav", new WavBytes { Bits = 8, Data = [127, 128, 255, 0] }.File()),
        ("validation_list.txt", Bytes("yes/0a7c2a8d_nohash_1.wav\n")),
        ("testing_list.txt", Bytes("no/1b2c3d4e_nohash_0.wav\nno/1b2c3d4e_nohash_1.wav\n")),
    ];

    private static (string Path, byte[] Bytes)[] Bonn =>
        [.. ((string[])["Z001.txt", "S010.TXT"]).Select(name => (name, Rows(4097, i => $"{(i * 7 % 201) - 100}", "\r\n")))];

    private static byte[] DeapPickle => PickleBytes.Dict(("labels", [2, 4], DeapRatings), ("data", [2, 40, 4], [.. Enumerable.Range(0, 320).Select(i => i * 0.25)]));

    private static byte[] DeapMat
    {
        get
        {
            var mat = new MatBytes();
            return mat.File(mat.Numbers("data", [2, 40, 4], [.. Enumerable.Range(0, 320).Select(i => i * 0.25)]), mat.Numbers("labels", [2, 4], DeapRatings));
        }
    }

    private static double[] DeapRatings => [2, 6, 8, 2, 5, 6, 3, 2];

    private static (string Path, byte[] Bytes)[] Ts =>
    [
        ("Made_TRAIN.ts", Bytes("# made\n@problemName Made\n@timeStamps false\n@missing false\n@univariate false\n@dimensions 2\n@equalLength true\n@seriesLength 3\n@classLabel true run walk\n@data\n1,2,3:4,5,6:walk\n-1e1, 2.5 ,3:0,0,1:run\n7,8,9:0,1,0:run\n")),
        ("Made_TEST.ts", Bytes("@dimensions 2\n@classLabel true run walk\n@data\n3,2,1:6,5,4:run\n1,1,1:2,2,2:walk\n")),
    ];

    private static (string Path, byte[] Bytes)[] Arff =>
    [
        ("Made_TRAIN.arff", Bytes("% made\n@relation Made\n@attribute relationalAtt relational\n  @attribute t1 numeric\n  @attribute 't 2' REAL\n@end relationalAtt\n@attribute activity {run,'no class'}\n@data\n\"1,2\\n4,5\",'no class'\n'7,8\\n0,1',run\n")),
        ("Made_TEST.arff", Bytes("@relation Made\n@attribute relationalAtt relational\n  @attribute t1 numeric\n  @attribute 't 2' REAL\n@end relationalAtt\n@attribute activity {run,'no class'}\n@data\n\"3,2\\n6,5\",run\n")),
    ];

    private static (string Path, byte[] Bytes)[] Csv =>
        [("log.csv", Bytes("Timestamp_ms,User,Session,Trial,acc_x,\"acc, y\",Activity\n0,ann,a,1,1,10,walk\n20,ann,a,1,2,20,walk\n40,ann,a,1,3e1,30,run\n0,ann,a,2,4,40,run\n20,ann,a,2,5,50,\n# a note\n40,ann,a,2,6,60,walk\n7,bob,a,1,7,70,walk\n"))];

    private static (string Path, byte[] Bytes)[] CsvFoldsAndUnits =>
        [("log.csv", Bytes("recording,subject,trial_group,fold,label,time,acc_x [m/s^2],gyro (dps)\na,1,g,0,walk,0,1,2\na,1,g,0,walk,0.02,3,4\nb,1,g,-1,run,0,5,6\nb,1,g,-1,run,0.02,7,8\nc,2,h,,run,0,9,1\nc,2,h,,run,0.02,2,3\n"))];

    private static ReaderSample CsvWithHoles
    {
        get
        {
            ReaderSample sample = ReaderSample.Of("csv", ("holes.csv", Bytes("time,x,y,label\n2024-03-01T12:00:00.00Z,1,NaN,a\n2024-03-01T12:00:00.02Z,,2,a\n2024-03-01T12:00:00.04Z,3,?,b\n2024-03-01T12:00:01.00Z,4,4,b\n2024-03-01T12:00:01.02Z,5,5,b\n")));
            return sample with { Name = "csv-holes", Options = sample.Options with { Csv = new CsvOptions { Missing = MissingValues.Interpolate } } };
        }
    }

    private static (string Path, byte[] Bytes)[] CsvFolders =>
    [
        ("walk/1.csv", Bytes("t;x;y\r\n0,00;1,5;2\r\n0,02;1,25;3\r\n0,04;-1,5e1;4\r\n")),
        ("walk/2.csv", Bytes("t;x;y\r\n0,00;1;2\r\n0,02;1;3\r\n")),
        ("run/1.csv", Bytes("t;x;y\r\n5,00;1,5;2\r\n5,02;1,25;3\r\n")),
    ];

    private static (string Path, byte[] Bytes)[] CsvDates =>
    [
        ("run/1.csv", Bytes("timestamp;x;y\n2024-03-01T12:00:00.25Z;1,5;2\n2024-03-01T12:00:00.50Z;\"3,5\";?\n2024-03-01T12:00:00.75Z;5;6\n")),
        ("walk/2.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("timestamp;x;y\n2024-03-01 12:00:00.123456789;1,5;2\n2024-03-01 12:00:01;3,5;-4\n")]),
    ];

    private static ReaderSample CsvGaps(ReaderSample sample) => sample with { Options = sample.Options with { Csv = new CsvOptions { Missing = MissingValues.Gap } } };

    private static ReaderSample Deap(string name, byte[] bytes)
    {
        ReaderSample sample = ReaderSample.Of("deap", (name, bytes));
        return sample with { Options = sample.Options with { Deap = new DeapOptions { DropBaseline = false } } };
    }

    private static (string Path, byte[] Bytes)[] UniMib(MatBytes mat)
    {
        double[][] rows = [.. Enumerable.Range(0, 6).Select(n => Enumerable.Range(0, 9).Select(j => (double)((n * 10) + j)).ToArray())];
        double[][] labels = [[1, 1, 1], [1, 1, 2], [1, 2, 1], [2, 1, 1], [2, 2, 1], [2, 2, 2]];
        byte[] names = mat.Cells("fall_names", [2, 2], mat.Chars("", "one in words"), mat.Chars("", "one"), mat.Chars("", "two in words"), mat.Chars("", "two", 4));
        return
        [
            ("data/fall_labels.mat", mat.File(mat.Table("fall_labels", labels, MatBytes.UInt8, 2))),
            ("data/fall_names.mat", mat.File(names)),
            ("data/split/fall_splitted_data5_folds.mat", mat.File(mat.Cells("splitted_data", [2, 1], mat.Table("", rows[..3]), mat.Table("", rows[3..])))),
            ("data/split/fall_test_idxs5_folds.mat", mat.File(mat.Cells("test_idxs", [2, 1], mat.Table("", [[1], [3]]), mat.Table("", [[3], [2]])))),
            ("readme.txt", Bytes("about the windows")),
        ];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Rows(int count, Func<int, string> row, string end = "\n") => Bytes(string.Concat(Enumerable.Range(0, count).Select(i => row(i) + end)));
}
