using System.Diagnostics;
using System.Globalization;
using System.Text;
using MerClip.Data;
using MerClip.Encoders.Words;

namespace MerClip.Tests.Encoders.Words;

public sealed class WordVectorsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("merclip-words-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("a 1 2\nb 3 4\nc 5 6\n")]
    [InlineData("a 1 2\nb 3 4\nc 5 6")]
    [InlineData("a 1 2\r\nb 3 4\r\nc 5 6\r\n")]
    [InlineData("3 2\na 1 2 \nb 3 4 \nc 5 6 \n")]
    [InlineData("a\t1\t2\nb\t3\t4\nc\t5\t6\n\n")]
    public void Rows_of_the_words_asked_for_are_read(string content)
    {
        WordVectors vectors = Read(content, "c", "a", "missing");
        Assert.Equal(2, vectors.Width);
        Assert.Equal(["a", "c"], vectors.Words);
        Assert.Equal([1, 2, 5, 6], vectors.Values.ToArray());
        Assert.Equal([5, 6], vectors[vectors.IndexOf("c")].ToArray());
        Assert.Equal(-1, vectors.IndexOf("missing"));
        Assert.Equal(-1, vectors.IndexOf("b"));
    }

    [Fact]
    public void The_first_of_equal_words_wins()
    {
        WordVectors vectors = Read("a 1\nb 9\na 2\na 3\n", "a");
        Assert.Equal([1], vectors.Values.ToArray());
        Assert.Equal(2, vectors.Duplicates);
    }

    [Fact]
    public void Words_with_spaces_are_passed_over()
    {
        WordVectors vectors = Read("a 1 2\n. . . 3 4\n. 5 6\n", ".");
        Assert.Equal([5, 6], vectors.Values.ToArray());
        Assert.Equal(0, vectors.Duplicates);
    }

    [Theory]
    [InlineData("", "has no word vectors")]
    [InlineData("\n", "line 1")]
    [InlineData("just some text\n", "line 1 has no values")]
    [InlineData("x 1 2\na 1\n", "line 2 has 1 values, the lines before 2")]
    [InlineData("x 1 2\na 1 2 3\n", "line 2 has 3 values")]
    [InlineData("x 1 2\na 1 nan\n", "line 2 has the value 'nan'")]
    [InlineData("x 1 2\na 1e99 2\n", "line 2 has the value '1e99'")]
    [InlineData("x 1 2\na 1 two\n", "line 2 has the value 'two'")]
    [InlineData("x 1 2\na 1 2\ny 3", "line 3 is cut off")]
    [InlineData("4 2\nx 1 2\na 1 2\n", "line 1 announces 4 words, 2 are there")]
    public void What_is_wrong_is_said_with_its_line(string content, string message)
    {
        InputException error = Assert.Throws<InputException>(() => Read(content, "a"));
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_line_without_end_is_refused_in_bounded_memory()
    {
        string file = Path.Combine(folder, "long.txt");
        File.WriteAllBytes(file, new byte[40 << 20]);
        Assert.Contains("longer than 16 MiB", Assert.Throws<InputException>(() => WordVectors.Read(file, new HashSet<string>())).Message);
    }

    [Fact]
    public void A_large_file_is_read_at_the_speed_of_the_disk_with_little_memory()
    {
        string file = Path.Combine(folder, "large.txt");
        const int Lines = 100_000;
        string numbers = string.Concat(Enumerable.Range(0, 100).Select(i => " " + (i * 0.01 - 0.5).ToString("0.00000", CultureInfo.InvariantCulture)));
        using (StreamWriter writer = new(file, append: false, new UTF8Encoding(false)))
            for (int i = 0; i < Lines; i++) writer.Write($"word{i}{numbers}\n");
        HashSet<string> words = [.. Enumerable.Range(0, 1000).Select(i => $"word{i * 97}")];

        long before = GC.GetAllocatedBytesForCurrentThread();
        Stopwatch watch = Stopwatch.StartNew();
        WordVectors vectors = WordVectors.Read(file, words);
        watch.Stop();

        Assert.Equal(1000, vectors.Words.Count);
        double rate = new FileInfo(file).Length / 1e6 / watch.Elapsed.TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{rate:N0} MB/s");
        Assert.True(rate > 30, $"{rate:N0} MB/s");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void The_transcripts_of_MOSI_are_nearly_all_known()
    {
        string[] texts = [.. MmsaReader.Read(Fixtures.Shared("data", "mosi", "mosi_text_audio.pkl")).All.Select(u => u.Text)];
        WordVectors vectors = WordVectors.Read(Fixtures.Shared("data", "words", "glove.6B.100d.mosi.txt"),
            texts.SelectMany(WordTokenizer.Candidates).ToHashSet());
        Assert.Equal(100, vectors.Width);

        WordTokenizer tokenizer = new(vectors.Vocabulary);
        WordCoverage coverage = WordCoverage.Of(texts, tokenizer, vectors.Vocabulary);
        TestContext.Current.TestOutputHelper?.WriteLine($"{coverage.Unknown} of {coverage.Words} unknown: "
            + string.Join(' ', coverage.UnknownWords.Take(20).Select(w => $"{w.Key} {w.Value}")));
        Assert.Equal("it could have been better", string.Join(' ', tokenizer.Tokenize("IT COULDVE BEEN BETTER")));
        Assert.InRange(coverage.Unknown, 1, coverage.Words / 10);
        Assert.DoesNotContain(coverage.UnknownWords, w => w.Key is "couldve" or "wouldve" or "youve");
    }

    WordVectors Read(string content, params string[] words)
    {
        string file = Path.Combine(folder, "vectors.txt");
        File.WriteAllText(file, content);
        return WordVectors.Read(file, words.ToHashSet());
    }
}
