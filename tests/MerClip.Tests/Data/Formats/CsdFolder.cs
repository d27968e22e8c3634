using System.Text.Json;
using PureHDF;

namespace MerClip.Tests.Data.Formats;

/// <summary>A folder of computational sequences of made-up videos: labels, word vectors and audio.</summary>
static class CsdFolder
{
    /// <summary>Writes it.</summary>
    /// <param name="path">The folder to make.</param>
    /// <param name="videos">How many videos, of two utterances of three words each.</param>
    /// <param name="seed">Decides the numbers.</param>
    public static void Write(string path, int videos, int seed = 1)
    {
        Directory.CreateDirectory(path);
        Random random = new(seed);
        string[] names = [.. Enumerable.Range(0, videos).Select(v => $"v{v:D4}")];
        File.WriteAllText(Path.Combine(path, "folds.json"), JsonSerializer.Serialize(new Dictionary<string, string[]>
        {
            ["train"] = [.. names.Where((_, i) => i % 3 == 0)],
            ["valid"] = [.. names.Where((_, i) => i % 3 == 1)],
            ["test"] = [.. names.Where((_, i) => i % 3 == 2)],
        }));
        Sequence("labels", "All Labels", 2, 3, 7);
        Sequence("vectors", "glove_vectors", 6, 1, 5);
        Sequence("covarep", "COVAREP", 60, 0.1, 4);

        void Sequence(string file, string root, int rows, double seconds, int width)
        {
            H5Group data = new();
            foreach (string name in names)
            {
                float[,] features = new float[rows, width];
                double[,] intervals = new double[rows, 2];
                for (int r = 0; r < rows; r++)
                {
                    (intervals[r, 0], intervals[r, 1]) = (r * seconds, (r + 1) * seconds);
                    for (int d = 0; d < width; d++) features[r, d] = width == 7 ? random.Next(3) : random.NextSingle();
                }
                data[name] = new H5Group { ["features"] = features, ["intervals"] = intervals };
            }
            new H5File { [root] = new H5Group { ["data"] = data } }.Write(Path.Combine(path, file + ".csd"));
        }
    }
}
