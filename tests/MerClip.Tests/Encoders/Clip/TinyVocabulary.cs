using System.Text.Json;
using MerClip.Encoders.Clip;

namespace MerClip.Tests.Encoders.Clip;

/// <summary>A vocabulary of the 512 symbols, a few merges and the two special tokens.</summary>
static class TinyVocabulary
{
    static readonly string[] Merges = ["l o", "lo w</w>", "e r</w>", "h a", "ha p", "hap p", "happ y</w>", "s a", "sa d</w>"];

    /// <summary>Writes it as OpenAI's file, unpacked.</summary>
    public static string OpenAI(TemporaryFolder folder)
    {
        string path = folder[ClipVocabulary.OpenAIFile[..^3]];
        File.WriteAllText(path, "\"bpe_simple_vocab_16e6.txt#version: 0.2\n" + string.Join('\n', Merges) + "\n");
        return path;
    }

    /// <summary>Writes it as Hugging Face's two files, with the same ids.</summary>
    /// <returns>How many tokens it has.</returns>
    public static int HuggingFace(TemporaryFolder folder, TemporaryFolder scratch)
    {
        var vocabulary = ClipVocabulary.Read(OpenAI(scratch));
        File.WriteAllText(folder["vocab.json"], JsonSerializer.Serialize(vocabulary.Tokens));
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\n" + string.Join('\n', Merges) + "\n");
        return vocabulary.Tokens.Count;
    }
}
