using System.Globalization;
using System.Numerics;
using System.Text;
using MerClip.Data.Stored;

namespace MerClip.Data.Pickle;

/// <summary>Carries out the instructions of one pickle with a stack and a memo. Nothing recurses, so nesting is no
/// danger.</summary>
sealed class PickleMachine
{
    /// <summary>The longest string or line, in bytes: .NET's strings end a little above.</summary>
    public const int LongestText = 1 << 30;

    const string OnlyPlain = "only NumPy arrays and plain values are read: save the data as those";
    const int LargeBytes = 1 << 16;
    const int LongestInteger = 256;
    const int FirstWithBytes = 3; // protocols before write bytes as text

    static readonly object?[] EmptyTuple = [];
    static readonly object[] SmallIntegers = [.. Enumerable.Range(0, 256).Select(i => (object)(long)i)];
    static readonly object True = true;
    static readonly object False = false;

    readonly PickleSource source;
    readonly PickleBudget budget;
    readonly IPickleCalls calls;
    readonly PickleStack stack;
    readonly int largeBytes;
    int protocol;
    readonly Dictionary<uint, object?> memo = [];

    public PickleMachine(PickleSource source, Func<PickleSource, PickleBudget, IPickleCalls>? calls = null)
    {
        this.source = source;
        budget = new PickleBudget(source);
        this.calls = calls?.Invoke(source, budget) ?? new PickleCalls(source, budget);
        stack = new PickleStack(source, budget);
        largeBytes = source.File is null ? LargeBytes : StoredFile.SmallValue;
    }

    public object? Run()
    {
        PickleOpcode opcode;
        do
        {
            source.Instruction = source.Position;
            opcode = (PickleOpcode)source.ReadByte();
            if (!Value(opcode) && !Container(opcode) && !Memory(opcode)) Refuse(opcode);
        }
        while (opcode != PickleOpcode.Stop);
        return stack.Pop();
    }

    bool Value(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None: stack.Push(null); break;
            case PickleOpcode.NewTrue: stack.Push(True); break;
            case PickleOpcode.NewFalse: stack.Push(False); break;
            case PickleOpcode.BinInt1: stack.Push(SmallIntegers[source.ReadByte()]); break;
            case PickleOpcode.BinInt2: stack.Push((long)source.ReadUInt16()); break;
            case PickleOpcode.BinInt: stack.Push((long)source.ReadInt32()); break;
            case PickleOpcode.Long1: stack.Push(Integer(source.ReadLength(1))); break;
            case PickleOpcode.Long4: stack.Push(Integer(source.ReadLength(4))); break;
            case PickleOpcode.BinFloat: stack.Push(source.ReadDouble()); break;
            case PickleOpcode.Int or PickleOpcode.Long:
                stack.Push(PickleText.Integer(source.ReadLine()) ?? throw Unreadable());
                break;
            case PickleOpcode.Float: stack.Push(PickleText.Float(source.ReadLine()) ?? throw Unreadable()); break;
            case PickleOpcode.Unicode: stack.Push(PickleText.Unicode(source.ReadLine()) ?? throw Unreadable()); break;
            case PickleOpcode.String: stack.Push(PickleText.Quoted(source.ReadLine()) ?? throw Unreadable()); break;
            case PickleOpcode.ShortBinUnicode: stack.Push(Text(source.ReadLength(1))); break;
            case PickleOpcode.BinUnicode: stack.Push(Text(source.ReadLength(4))); break;
            case PickleOpcode.BinUnicode8: stack.Push(Text(source.ReadLength(8))); break;
            case PickleOpcode.ShortBinBytes or PickleOpcode.ShortBinString: stack.Push(Bytes(source.ReadLength(1))); break;
            case PickleOpcode.BinBytes or PickleOpcode.BinString: stack.Push(Bytes(source.ReadLength(4))); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: stack.Push(Bytes(source.ReadLength(8))); break;
            case PickleOpcode.Global: stack.Push(Global()); break;
            case PickleOpcode.StackGlobal:
                string? name = stack.Pop() as string;
                stack.Push(Find(stack.Pop() as string, name));
                break;
            default: return false;
        }
        return true;
    }

    bool Container(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.EmptyDict: stack.Push(new PickleDictionary()); break;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet: stack.Push(new List<object?>()); break;
            case PickleOpcode.EmptyTuple: stack.Push(EmptyTuple); break;
            case PickleOpcode.Tuple1: stack.Push(stack.PopMany(1)); break;
            case PickleOpcode.Tuple2: stack.Push(stack.PopMany(2)); break;
            case PickleOpcode.Tuple3: stack.Push(stack.PopMany(3)); break;
            case PickleOpcode.Tuple: stack.Push(stack.PopToMark()); break;
            case PickleOpcode.List or PickleOpcode.FrozenSet: stack.Push(new List<object?>(stack.PopToMark())); break;
            case PickleOpcode.Dict: stack.Push(SetAll(new PickleDictionary(), stack.PopToMark())); break;
            case PickleOpcode.Append:
                object? item = stack.Pop();
                TopList().Add(item);
                break;
            case PickleOpcode.Appends or PickleOpcode.AddItems:
                object?[] items = stack.PopToMark();
                TopList().AddRange(items);
                break;
            case PickleOpcode.SetItem:
                object? value = stack.Pop();
                object? key = stack.Pop();
                Set(TopDictionary(), key, value);
                break;
            case PickleOpcode.SetItems:
                object?[] entries = stack.PopToMark();
                SetAll(TopDictionary(), entries);
                break;
            case PickleOpcode.Reduce:
                object? arguments = stack.Pop();
                stack.Push(calls.Call(stack.Pop(), arguments));
                break;
            case PickleOpcode.NewObj when calls.KnowsInstances:
                object? made = stack.Pop();
                stack.Push(calls.New(stack.Pop(), made));
                break;
            case PickleOpcode.BinPersId when calls.KnowsInstances: stack.Push(calls.Persistent(stack.Pop())); break;
            case PickleOpcode.Build:
                object? state = stack.Pop();
                calls.Build(stack.Top(), state);
                break;
            default: return false;
        }
        return true;
    }

    bool Memory(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Stop: break;
            case PickleOpcode.Mark: stack.Mark(); break;
            case PickleOpcode.Pop: stack.Pop(); break;
            case PickleOpcode.PopMark: stack.PopToMark(); break;
            case PickleOpcode.Dup: stack.Push(stack.Top()); break;
            case PickleOpcode.Memoize: Keep((uint)memo.Count); break;
            case PickleOpcode.Put: Keep(LineIndex()); break;
            case PickleOpcode.BinPut: Keep(source.ReadByte()); break;
            case PickleOpcode.LongBinPut: Keep((uint)source.ReadInt32()); break;
            case PickleOpcode.Get: stack.Push(Recall(LineIndex())); break;
            case PickleOpcode.BinGet: stack.Push(Recall(source.ReadByte())); break;
            case PickleOpcode.LongBinGet: stack.Push(Recall((uint)source.ReadInt32())); break;
            case PickleOpcode.Frame: source.ReadLength(8); break;
            case PickleOpcode.Proto:
                protocol = source.ReadByte();
                if (protocol > 5)
                    throw source.Error($"pickle protocol {protocol} is not known",
                        "save the file with protocol 5 or earlier");
                break;
            default: return false;
        }
        return true;
    }

    void Refuse(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Inst:
                Global(); // refuses it by name
                throw source.Error("makes an instance of a class (INST)", OnlyPlain);
            case PickleOpcode.Obj or PickleOpcode.NewObj or PickleOpcode.NewObjEx:
                throw source.Error($"makes an instance of a class ({opcode.ToString().ToUpperInvariant()})", OnlyPlain);
            case PickleOpcode.Ext1 or PickleOpcode.Ext2 or PickleOpcode.Ext4:
                throw source.Error("uses Python's extension registry", OnlyPlain);
            case PickleOpcode.PersId or PickleOpcode.BinPersId or PickleOpcode.NextBuffer or PickleOpcode.ReadOnlyBuffer:
                throw source.Error("refers to data outside the file", OnlyPlain);
            default:
                throw source.Error($"0x{(byte)opcode:X2} is no instruction",
                    "the file is damaged or no pickle: copy or download it again");
        }
    }

    List<object?> TopList() =>
        stack.Top() as List<object?> ?? throw source.Broken("adds items to something that is no list");

    PickleDictionary TopDictionary() =>
        stack.Top() as PickleDictionary ?? throw source.Broken("sets items of something that is no dictionary");

    PickleDictionary SetAll(PickleDictionary dictionary, object?[] entries)
    {
        if (entries.Length % 2 != 0) throw source.Broken("a dictionary's last key has no value");
        for (int i = 0; i < entries.Length; i += 2) Set(dictionary, entries[i], entries[i + 1]);
        return dictionary;
    }

    void Set(PickleDictionary dictionary, object? key, object? value)
    {
        if (!dictionary.TrySet(key, value))
            throw source.Error("a dictionary has a key that is no short string or integer", OnlyPlain);
    }

    void Keep(uint index)
    {
        budget.TakeValues(1);
        memo[index] = stack.Top();
    }

    object? Recall(uint index) =>
        memo.TryGetValue(index, out object? value)
            ? value
            : throw source.Broken($"refers to value {index}, which is not there");

    uint LineIndex() =>
        uint.TryParse(source.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
            ? index
            : throw Unreadable();

    object Integer(long length)
    {
        if (length > LongestInteger)
            throw source.Error($"an integer has {length:N0} bytes", "save numbers as NumPy arrays");
        BigInteger value = new(source.Take((int)length));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    object Text(long length)
    {
        if (source.File is { } file && length > largeBytes && protocol < FirstWithBytes)
        {
            PickleLongText text = new(file, source.Position, length);
            source.Skip(length);
            return text;
        }
        return length <= LongestText
            ? Encoding.UTF8.GetString(source.Take((int)length))
            : throw source.Error($"a string has {length:N0} bytes", "save the file again with protocol 4 or later");
    }

    object Bytes(long length)
    {
        if (length <= largeBytes) return source.ReadBytes((int)length);
        PickleBytes bytes = new(source.Position, length);
        source.Skip(length);
        return bytes;
    }

    object Global()
    {
        string module = Encoding.UTF8.GetString(source.ReadLine());
        return Find(module, Encoding.UTF8.GetString(source.ReadLine()));
    }

    object Find(string? module, string? name) => module is null || name is null
        ? throw source.Broken("a name is missing")
        : calls.Find(module, name);

    InputException Unreadable() => source.Broken("a value cannot be read");
}
