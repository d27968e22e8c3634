using MerClip.Encoders.Words;

namespace MerClip.Tests.Encoders.Words;

public class WordTokenizerTests
{
    [Theory]
    [InlineData("I don't, it's", "i do n't , it 's")]
    [InlineData("could've won't can't", "could 've wo n't ca n't")]
    [InlineData("They’re “fine” — really…", "they 're \" fine \" -- really ...")]
    [InlineData("3.5 stars, 1,000 times!!", "3.5 stars , 1,000 times ! !")]
    [InlineData("a well-known o'clock", "a well-known o'clock")]
    [InlineData("the dogs' 'cause", "the dogs ' ' cause")]
    [InlineData("café 😀 3D", "café 😀 3d")]
    [InlineData("x -- y ... (z)", "x -- y ... ( z )")]
    [InlineData("", "")]
    public void Text_is_cut_as_GloVe_was(string text, string words) =>
        Assert.Equal(words, string.Join(' ', new WordTokenizer().Tokenize(text)));

    [Theory]
    [InlineData("IT COULDVE BEEN BETTER BUT I DIDNT CARE", "it could 've been better but i did n't care")]
    [InlineData("ITS BAD ILL SAY THAT ID GO", "it 's bad i 'll say that i 'd go")]
    [InlineData("WELL WE WERE THERE", "well we were there")]
    [InlineData("its own id, ill", "its own id , ill")]
    [InlineData("IT'S ITS OWN", "it 's its own")]
    public void Transcripts_without_apostrophes_have_contractions(string text, string words) =>
        Assert.Equal(words, string.Join(' ', new WordTokenizer().Tokenize(text)));

    [Theory]
    [InlineData("didnt", "did n't not didnt", "did n't")]
    [InlineData("didnt", "did not didnt", "did not")]
    [InlineData("didnt", "did didnt", "didnt")]
    [InlineData("cant", "ca can not", "can not")]
    [InlineData("let's go", "let us go", "let us go")]
    [InlineData("John's", "john", "john")]
    [InlineData("couldve", "better", "couldve")]
    [InlineData("well-made", "well made", "well made")]
    [InlineData("well-made", "well-made well made", "well-made")]
    public void The_vocabulary_decides_how_a_contraction_is_written(string text, string vocabulary, string words) =>
        Assert.Equal(words, string.Join(' ', new WordTokenizer(vocabulary.Split(' ').ToHashSet()).Tokenize(text)));

    [Fact]
    public void Candidates_hold_every_word_that_any_vocabulary_may_choose()
    {
        const string Text = "I didnt know it's well-made, y'all";
        HashSet<string> all = [.. WordTokenizer.Candidates(Text)];
        foreach (string vocabulary in new[] { "did n't", "did not it is", "didnt well made y all", "" })
            Assert.Subset(all, new WordTokenizer(vocabulary.Split(' ').ToHashSet()).Tokenize(Text).ToHashSet());
    }

    [Fact]
    public void Unknown_words_are_counted_most_frequent_first()
    {
        HashSet<string> vocabulary = ["good", "."];
        WordCoverage coverage = WordCoverage.Of(["good zz. aa zz", "bb ."], new WordTokenizer(vocabulary), vocabulary);
        Assert.Equal((7, 4), (coverage.Words, coverage.Unknown));
        Assert.Equal(["zz", "aa", "bb"], coverage.UnknownWords.Select(w => w.Key));
    }
}
