using System.Text;
using MerClip.Data;
using MerClip.Media;
using MerClip.Tests.Media;

namespace MerClip.Tests.Data;

public sealed class LabelCsvReaderTests : IDisposable
{
    const string Header = "video_id,clip_id,text,label,label_T,label_A,label_V,annotation,mode\n";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    Corpus Read(string table, Encoding? encoding = null)
    {
        File.WriteAllText(folder["label.csv"], table, encoding ?? new UTF8Encoding(false));
        return LabelCsvReader.Read(folder["label.csv"]);
    }

    string Message(string table) => Assert.Throws<InputException>(() => Read(table)).Message;

    [Fact]
    public void A_table_in_the_layout_of_mmsa_is_read()
    {
        var corpus = Read(Header
            + "0042,007,\"Well, I said \"\"no\"\"\",-1.8,,,,Negative,train\n"
            + "0042,7,  spaced out ,,,,,,train\n"
            + "-x,1,\"two\nlines\",3,1,1,1,Positive,test\n"
            + "é,1e3,日本,0,0,0,0,Neutral,valid\n");

        var train = corpus[Split.Train];
        Assert.Equal(["0042$_$007", "0042$_$7"], train.Select(u => u.Id));
        Assert.Equal(["Well, I said \"no\"", "  spaced out "], train.Select(u => u.Text));
        Assert.Equal([-1.8f, float.NaN], train.Select(u => u.Sentiment));
        Assert.Equal(["Negative", null], train.Select(u => u.Annotation));
        Assert.Equal(("-x$_$1", "two\nlines", 3f), Row(Assert.Single(corpus[Split.Test])));
        Assert.Equal(("é$_$1e3", "日本", 0f), Row(Assert.Single(corpus[Split.Valid])));
        Assert.Empty(corpus.Emotions);
        Assert.All(corpus.All, u => Assert.True(u.Media is null && u.Emotions is null));

        static (string, string, float) Row(Utterance u) => (u.Id, u.Text, u.Sentiment);
    }

    [Theory]
    [InlineData("MODE, Text ,LABEL,clip_ID,Video_Id\r\ntrain,hello,1.5,1,a\r\n", false)]
    [InlineData("clip_id,video_id,mode,text,label,other\n1,a,Train,hello,1.5,x", true)]
    [InlineData("\"video_id\";\"clip_id\";\"text\";\"label\";\"mode\"\r\n\"a\";\"1\";\"hello\";\"1.5\";\"train\"\r\n\r\n", true)]
    public void Columns_marks_and_ends_of_lines_may_differ(string table, bool mark)
    {
        var utterance = Assert.Single(Read(table, new UTF8Encoding(mark))[Split.Train]);
        Assert.Equal(("a$_$1", "hello", 1.5f), (utterance.Id, utterance.Text, utterance.Sentiment));
    }

    [Fact]
    public void Emotions_are_read_in_the_order_of_mosei_where_they_are()
    {
        var corpus = Read("fear,happy,sad,video_id,clip_id,text,label,mode\n0.333,0,2,a,1,x,0,train\n,,,a,2,y,0,train\n");
        Assert.Equal(["happy", "sad", "fear"], corpus.Emotions);
        Assert.Equal([0, 2, 0.333f], corpus[Split.Train][0].Emotions);
        Assert.Null(corpus[Split.Train][1].Emotions);
    }

    [Theory]
    [InlineData("a,1,x,1,,,,,dev", "line 2: the mode 'dev' is not train, valid or test")]
    [InlineData("a,1,x,1,,,,,1", "line 2: the mode '1' is not")]
    [InlineData("a,1,x,1,,,,,", "line 2: the mode '' is not")]
    [InlineData("a,1,\"x\ny\",1,,,,,train\na,1,z,1,,,,,test", "line 4: 'a$_$1' occurs twice, first in line 2")]
    [InlineData("a,1,x,1,,,,,train\n\na,2,x,good,,,,,train", "line 4: label 'good' is no number")]
    [InlineData("a,1,x,NaN,,,,,train", "line 2: label 'NaN' is no number")]
    [InlineData("a,1,x,-3.5,,,,,train", "line 2: the label -3.5 is outside [-3, 3]")]
    [InlineData("a,1,x,1,train", "line 2: there are 5 cells for 9 columns")]
    [InlineData(",1,x,1,,,,,train", "line 2: video_id is empty")]
    [InlineData("a,../../1,x,1,,,,,train", "line 2: clip_id '../../1' cannot be the name of a file")]
    [InlineData("..,1,x,1,,,,,train", "line 2: video_id '..' cannot be")]
    [InlineData("a$_$b,1,x,1,,,,,train", "line 2: video_id 'a$_$b' cannot be")]
    [InlineData("a,1,\"x\"y,1,,,,,train", "line 2: the quotes do not match")]
    [InlineData("a,1,\"x,1,,,,,train", "line 2: the quotes do not match")]
    [InlineData("", "has no utterances; give a line to each")]
    public void A_wrong_line_is_named(string rows, string message)
    {
        string error = Message(Header + rows);
        Assert.StartsWith(folder["label.csv"], error);
        Assert.Contains(message, error);
        Assert.Single(error.Split('\n'));
    }

    [Theory]
    [InlineData("video_id,clip_id,text,annotation\n", "has no column label, mode; its first line must name them")]
    [InlineData("video_id,clip_id,text,text,label,mode\n", "has more than one column text; leave one")]
    [InlineData("video_id,clip_id,text,label,mode,sad,Sad\n", "has more than one column sad; leave one")]
    [InlineData("video_id,clip_id,text,label,mode,sad,fear\na,1,x,0,test,1,\n", "line 2: fear '' is no strength from 0 on")]
    [InlineData("video_id,clip_id,text,label,mode,sad,fear\na,1,x,0,test,1,-1\n", "line 2: fear '-1' is no strength from 0 on")]
    public void A_wrong_header_or_emotion_is_named(string table, string message) => Assert.Contains(message, Message(table));

    [Fact]
    public void Other_encodings_are_refused()
    {
        File.WriteAllBytes(folder["label.csv"], [.. Encoding.UTF8.GetBytes(Header), 0xE9, .. ",1,x,1,,,,,train"u8]);
        string message = Assert.Throws<InputException>(() => LabelCsvReader.Read(folder["label.csv"])).Message;
        Assert.EndsWith("is not UTF-8; save it as UTF-8", message);
    }

    [Fact]
    public void Recordings_are_found_by_name()
    {
        string raw = Path.Combine(folder.Path, "Raw", "v");
        string Put(string name)
        {
            Directory.CreateDirectory(raw);
            string path = Path.Combine(raw, name);
            File.WriteAllText(path, "");
            return path;
        }

        string film = Put("film.MP4"), both = Put("both.webm"), voice = Put("both.mp3"), wav = Put("both.wav");
        string still = Put("still.jpeg"), frame = Put("frames.mov"), dotted = Put("1.5.mkv");
        Put("notes.txt");
        string frames = Directory.CreateDirectory(Path.Combine(raw, "frames")).FullName;
        string lone = Put("lone.flac");
        string[] clips = ["film", "both", "still", "frames", "1.5", "lone", "notes", "none"];
        var corpus = Read(Header + string.Concat(clips.Select(c => $"v,{c},x,0,,,,,train\n")) + "other,film,x,0,,,,,test\n");

        MediaFiles?[] expected =
        [
            new(film, film), new(wav, both), new(null, still), new(frame, frames), new(dotted, dotted), new(lone, null), null, null, null,
        ];
        Assert.Equal(expected, corpus.All.Select(u => u.Media));
        Assert.NotEqual(voice, corpus[Split.Train][1].Media!.Sound);
    }

    [Fact]
    public void Media_of_a_corpus_can_be_read()
    {
        string raw = Directory.CreateDirectory(Path.Combine(folder.Path, "Raw", "v", "1")).Parent!.FullName;
        Recordings.WriteWav(Path.Combine(raw, "1.wav"), Recordings.Noise(1600));
        Recordings.WritePng(Path.Combine(raw, "1", "frame1.png"), 90);
        var media = Assert.Single(Read(Header + "v,1,x,0,,,,,train\n").All).Media!;
        Assert.Equal(1600, AudioReader.Read(media.Sound!).Length);
        Assert.Equal(90, Assert.Single(FrameReader.Read(media.Frames!)).Pixels[0]);
    }
}
