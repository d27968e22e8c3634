using System.Security.Cryptography;
using MerClip.Data;

namespace MerClip.Tests.Data;

public sealed class CorpusReaderTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_pickle_is_recognised_by_its_content_and_hashed()
    {
        string path = Fixtures.Committed("pickles", "aligned.p4.pkl");
        CorpusFile read = CorpusReader.Read(path);
        Assert.Equal(6, read.Corpus[Split.Train].Count);
        Assert.Equal("MMSA pickle", read.Format);
        Assert.Equal(path, read.Path);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), read.Sha256);
    }

    [Fact]
    public void A_folder_means_the_table_in_it()
    {
        using TemporaryFolder folder = new();
        string message = Assert.Throws<InputException>(() => CorpusReader.Read(folder.Path)).Message;
        Assert.Contains("is a folder that holds no data set", message);

        File.WriteAllText(folder["label.csv"], "clip_id,video_id,text,label,mode\n1,a,hello,,train\n"); // starts as a pickle may
        CorpusFile read = CorpusReader.Read(folder.Path);
        Assert.Equal(("label.csv", folder.Path), (read.Format, read.Path));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["label.csv"]))), read.Sha256);
        Assert.Equal("a$_$1", Assert.Single(read.Corpus[Split.Train]).Id);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("PK\u0003\u0004", "damaged")]
    [InlineData("\u001F\u008B\u0008", "unpack it first")]
    [InlineData("<!DOCTYPE html>", "web page")]
    [InlineData("a,b,c\n", "these can be read: label.csv, computational sequences, safetensors, Arrow file, NumPy file, torch file, pickle")]
    public void What_is_no_data_set_is_said_to_be_none(string content, string message)
    {
        File.WriteAllBytes(file, System.Text.Encoding.Latin1.GetBytes(content));
        Assert.Contains(message, Assert.Throws<InputException>(() => CorpusReader.Read(file)).Message);
    }
}
