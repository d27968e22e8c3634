using MerClip.Data;

namespace MerClip.Tests.Data.Formats;

/// <summary>Files that the tools of the field wrote, in every layout, read as what was put into them.</summary>
public sealed class FormatTests
{
    static readonly Modality[] All = [Modality.Text, Modality.Audio, Modality.Vision];

    static string File(string name) => Fixtures.Committed("formats", name);

    static CorpusFile Read(string name, string format)
    {
        CorpusFile file = CorpusReader.Read(File(name));
        Assert.Equal(format, file.Format);
        return file;
    }

    [Theory]
    [InlineData("mult-mosi.p2.pkl")]
    [InlineData("mult-mosi.p4.pkl")]
    public void MulT_pads_on_the_left_and_has_bytes_for_ids(string name) =>
        SmallCorpus.Check(Read(name, "MulT pickle").Corpus, All, sentiment: SmallCorpus.Sentiment);

    [Fact]
    public void MulT_tells_the_clips_of_MOSEI_apart_by_their_times() =>
        SmallCorpus.Check(Read("mult-mosei.pkl", "MulT pickle").Corpus, All, sentiment: SmallCorpus.Sentiment,
            id: (s, i) => FormattableString.Invariant($"vid{(int)s}{i / 2}$_${i / 2.0:0.0}-{i / 2.0 + 1:0.0}"));

    [Fact]
    public void MulT_has_IEMOCAPs_emotions_as_pairs_and_no_ids()
    {
        Corpus corpus = Read("mult-iemocap.pkl", "MulT pickle").Corpus;
        Assert.Equal(["neutral", "happy", "sad", "angry"], corpus.Emotions);
        SmallCorpus.Check(corpus, All, id: (s, i) => $"{s.ToString().ToLowerInvariant()}{i:D6}",
            emotions: (_, i) => [.. Enumerable.Range(0, 4).Select(e => e == i % 4 ? 1f : 0f)]);
    }

    [Fact]
    public void MISA_has_a_list_of_segments_a_split() =>
        SmallCorpus.Check(Read("misa", "MISA pickle").Corpus, [Modality.Audio, Modality.Vision],
            text: SmallCorpus.Text, sentiment: SmallCorpus.Sentiment);

    [Fact]
    public void MMIM_says_how_long_segments_are_and_has_seven_labels() =>
        SmallCorpus.Check(Read("mmim", "MISA pickle").Corpus, [Modality.Audio, Modality.Vision],
            text: SmallCorpus.Text, sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);

    [Fact]
    public void One_split_of_MISA_asks_for_its_folder() => Assert.Contains("give the folder",
        Assert.Throws<InputException>(() => CorpusReader.Read(Path.Combine(File("misa"), "dev.pkl"))).Message);

    [Theory]
    [InlineData("tailor.pt")]
    [InlineData("tailor-tensors.pt")]
    public void TAILOR_has_emotions_as_tokens_and_settings_that_are_passed_over(string name)
    {
        Corpus corpus = Read(name, "TAILOR torch file").Corpus;
        Assert.Equal(MmsaReader.DefaultEmotions, corpus.Emotions);
        Modality[] exact = name == "tailor.pt" ? All : [Modality.Text, Modality.Audio];
        foreach (Utterance utterance in corpus.All.Where(_ => exact.Length == 2)) // vision is in half precision there
        {
            Assert.Equal(2, utterance.Features[Modality.Vision].Width);
            ((Dictionary<Modality, FeatureSequence>)utterance.Features).Remove(Modality.Vision);
        }
        SmallCorpus.Check(corpus, exact, id: (s, i) => $"{s.ToString().ToLowerInvariant()}{i:D6}",
            emotions: (s, i) => Array.ConvertAll(SmallCorpus.Emotions(s, i), v => Math.Sign(v) * 1f));
    }

    [Theory]
    [InlineData("flat.npz")]
    [InlineData("compressed.npz")]
    [InlineData("dictionaries.npz")]
    [InlineData("dictionary.npy")]
    public void NumPys_own_files_hold_arrays_by_name_or_in_dictionaries(string name) =>
        SmallCorpus.Check(Read(name, "MMSA NumPy file").Corpus, All, text: SmallCorpus.Text, sentiment: SmallCorpus.Sentiment);

    [Fact]
    public void Arrow_has_a_row_an_utterance() =>
        SmallCorpus.Check(Read("rows.arrow", "MMSA Arrow file").Corpus, All, text: SmallCorpus.Text,
            sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);

    [Fact]
    public void Computational_sequences_are_cut_into_the_utterances_of_the_labels() =>
        SmallCorpus.Check(Read("csd", "MMSA computational sequences").Corpus, All, id: Clip, text: SmallCorpus.Text,
            sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);

    [Fact]
    public void Sentiment_and_emotions_in_two_sequences_are_joined_by_time_and_columns_go_by_name() =>
        SmallCorpus.Check(Read("csd-emotions", "MMSA computational sequences").Corpus, [], id: Clip,
            sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);

    [Fact]
    public void Labels_alone_are_a_corpus_too()
    {
        using TemporaryFolder folder = new();
        System.IO.File.Copy(File("labels-named.csd"), folder["a.bin"]);
        System.IO.File.Copy(Path.Combine(File("csd"), "folds.json"), folder["folds.json"]);
        SmallCorpus.Check(CorpusReader.Read(folder["a.bin"]).Corpus, [], id: Clip,
            sentiment: SmallCorpus.Sentiment, emotions: SmallCorpus.Emotions);
    }

    [Fact]
    public void A_folder_is_hashed_by_all_of_its_files()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(File("misa"))) System.IO.File.Copy(file, folder[Path.GetFileName(file)]);
        Assert.Equal(CorpusReader.Read(File("misa")).Sha256, CorpusReader.Read(folder.Path).Sha256);
        System.IO.File.WriteAllText(folder["note.txt"], "other");
        Assert.NotEqual(CorpusReader.Read(File("misa")).Sha256, CorpusReader.Read(folder.Path).Sha256);
        Directory.CreateDirectory(folder["empty"]);
        Assert.Contains("holds no data set", Assert.Throws<InputException>(() => CorpusReader.Read(folder["empty"])).Message);
    }

    static string Clip(Split s, int i) => $"vid{(int)s}{i / 2}$_${i % 2}";
}
