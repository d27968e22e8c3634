using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace MerClip.Media;

/// <summary>Runs ffmpeg or ffprobe on a file and reads what it writes. Arguments go to the program as they are, through no
/// shell; only files are opened, whatever a playlist may name.</summary>
sealed class MediaProgram
{
    /// <summary>A program may take that long for a file unless the caller says otherwise.</summary>
    static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(10);

    public static readonly MediaProgram Ffmpeg = new("ffmpeg", "-nostdin"), Ffprobe = new("ffprobe");

    readonly string name;
    readonly string[] first;

    MediaProgram(string name, params string[] first) => (this.name, this.first) = (name, first);

    /// <summary>Runs the program.</summary>
    /// <param name="path">The file that it reads.</param>
    /// <param name="arguments">What follows the file.</param>
    /// <param name="read">Reads the program's output.</param>
    /// <param name="limit">After that time it is killed; null: ten minutes.</param>
    /// <param name="cancel">Kills it.</param>
    /// <exception cref="InputException">The file cannot be opened or decoded, the program took too long or is not there.</exception>
    public T Run<T>(string path, string[] arguments, Func<Stream, T> read, TimeSpan? limit, CancellationToken cancel)
    {
        RequireContent(path);
        using var process = Start(["-v", "error", .. first, "-protocol_whitelist", "file", "-i", $"file:{path}", .. arguments]);
        using var timeout = new CancellationTokenSource(limit ?? UsualLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        string complaint = "";
        process.ErrorDataReceived += (_, e) => complaint = string.IsNullOrWhiteSpace(e.Data) ? complaint : e.Data;
        process.BeginErrorReadLine();
        using var killing = either.Token.Register(() => process.Kill());
        var output = process.StandardOutput.BaseStream;
        try
        {
            T result = read(output);
            End();
            return process.ExitCode == 0 ? result : throw Failure();
        }
        catch (Exception e) when (e is EndOfStreamException or JsonException) // it ended in the middle: why is in its complaint
        {
            End();
            throw Failure();
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        void End()
        {
            output.CopyTo(Stream.Null);
            process.WaitForExit(); // and for the last of its complaints
            cancel.ThrowIfCancellationRequested();
        }

        InputException Failure() => timeout.IsCancellationRequested
            ? new($"{path}: {name} was stopped because it took longer than {limit ?? UsualLimit:g}; cut the file into utterances")
            : new($"{path} cannot be decoded ({Reason(complaint, path)}); give a file that ffmpeg can play");
    }

    static void RequireContent(string path)
    {
        using var file = InputFile.Open(path);
        if (file.Length == 0) throw new InputException($"{path} is empty; copy or record it again");
    }

    Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InputException($"{name} is not installed, and only 16-bit WAV of 16 kHz, one channel, and pictures are read "
                + "without it; install it with: apt-get install ffmpeg (or brew, or winget)", e);
        }
    }

    // ffmpeg starts its lines with the file or with a part of itself and its address: [mov,mp4 @ 0x55d0] moov atom not found
    static string Reason(string complaint, string path)
    {
        string reason = complaint.Replace($"file:{path}: ", "", StringComparison.Ordinal);
        if (reason.StartsWith('[') && reason.IndexOf(']') is > 0 and int end) reason = reason[(end + 1)..];
        return reason.Trim() is { Length: > 0 } said ? InputException.Shown(said) : "nothing came out";
    }
}
