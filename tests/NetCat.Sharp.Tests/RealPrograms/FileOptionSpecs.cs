using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetCat.Sharp.Tests.Readme;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>--port-file, --events and --hex-dump: the kinds of files that a name can refer to, and the errors there.</summary>
public sealed class FileOptionSpecs
{
    /// <summary>
    /// Serves one client that sends hello, with the words of $BEFORE before the command; prints the output, the messages and the exit status.
    /// </summary>
    private const string Serve = """
        serve() {
            rm -f port err
            $BEFORE $NC -l "$@" --ready-fd 5 127.0.0.1 0 5>port 2>err >got </dev/null &
            until [ -s port ] || ! kill -0 $! 2>/dev/null; do sleep 0.01; done
            [ ! -s port ] || echo hello | $NC -N 127.0.0.1 $(cat port)
            wait $!; status=$?; cat got err; echo $status
            rm -f got err
        }

        """;

    [NativeFact("mkfifo")]
    public async Task A_FIFO_with_a_reader_gets_the_port_and_its_end_and_stays()
    {
        using Scratch scratch = new();
        const string Line = Serve + "mkfifo fifo; ln -s fifo link; cat fifo >line & serve --port-file link; wait; cmp line port && stat -c %F fifo link";
        Assert.Equal("hello\n0\nfifo\nsymbolic link\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact("mkfifo")]
    public async Task A_FIFO_without_a_reader_does_not_delay_the_listener()
    {
        using Scratch scratch = new();
        const string Line = "mkfifo fifo; $NC -lk --port-file fifo --ready-fd 5 127.0.0.1 0 5>port >got </dev/null & nc=$!; until [ -s port ]; do sleep 0.01; done; "
            + "echo hello | $NC -N 127.0.0.1 $(cat port); until [ -s got ]; do sleep 0.01; done; cmp <(cat fifo) port && cat got; kill $nc; wait $nc || stat -c %F fifo";
        Assert.Equal("hello\nfifo\n", await Pipeline.Run(Line, scratch));
    }

    [NativeFact("mkfifo")]
    public async Task A_listener_that_ends_does_not_wait_for_the_reader_of_its_port()
    {
        using Scratch scratch = new();
        Assert.Equal("hello\n0\n", await Pipeline.Run(Serve + "mkfifo fifo; serve --port-file fifo", scratch));
    }

    [NativeFact]
    public async Task A_link_stays_and_the_file_it_leads_to_appears()
    {
        using Scratch scratch = new();
        const string Line = Serve + "mkdir d; echo old >old; ln -s ../old d/two; ln -s d/two one; ln -s d/new none; "
            + "serve --port-file one; cmp port old; serve --port-file none; cmp port d/new; find . -type l | sort; ls -A d";
        Assert.Equal("hello\n0\nhello\n0\n./d/two\n./none\n./one\nnew\ntwo\n", await Pipeline.Run(Line, scratch));
    }

    [RootNativeFact("mknod")]
    public async Task A_device_is_written_to_and_stays()
    {
        using Scratch scratch = new();
        const string Line = Serve + "mknod null c 1 3; mknod full c 1 7; ln -s null link; for at in null link; do "
            + "serve --port-file $at --events $at --hex-dump $at; done; serve --port-file full; serve --events full; stat -c '%F %N' null full link";
        Assert.Equal(
            "hello\n0\nhello\n0\nnc: full: No space left on device\n1\nhello\nnc: events: No space left on device\n0\n"
                + "character special file 'null'\ncharacter special file 'full'\nsymbolic link 'link' -> 'null'\n",
            await Pipeline.Run(Line, scratch));
    }

    [NativeTheory]
    [InlineData("--port-file", "^[0-9]+$")]
    [InlineData("--events", "\"event\":\"ready\"")]
    [InlineData("--hex-dump", "hello")]
    public async Task A_descriptor_given_as_a_path_is_written_at_its_offset(string option, string pattern)
    {
        using Scratch scratch = new();
        string shown = await Pipeline.Run(
            $"for name in /dev/stderr /dev/fd/6 /proc/self/fd/6; do {{ echo before >&2; $NC -l {option} $name --ready-fd 5 127.0.0.1 0 5>port 6>&2 >got </dev/null & "
                + "until [ -s port ]; do sleep 0.01; done; echo hello | $NC -N 127.0.0.1 $(cat port); wait $!; echo after >&2; } 2>log; rm port; "
                + $"cat got; head -n 1 log; tail -n 1 log; grep -cE '{pattern}' log; done",
            scratch);
        Assert.Equal(string.Concat(Enumerable.Repeat("hello\nbefore\nafter\n1\n", 3)), shown);
    }

    [NativeFact]
    public async Task A_socket_by_its_descriptors_name_is_written_to()
    {
        using Scratch scratch = new();
        await using Pipeline listener = await Pipeline.Listen("$NC -lvn 127.0.0.1 0", scratch);
        _ = await Pipeline.Run("$NC -z --events /dev/stderr 127.0.0.1 1 2>/dev/tcp/127.0.0.1/$PORT || true", scratch, listener.Port);
        Assert.Contains("\"refused\"", await listener.End(), StringComparison.Ordinal);
    }

    [NativeTheory]
    [InlineData("--port-file /dev/fd/9", "/dev/fd/9")]
    [InlineData("--events /proc/self/fd/9", "/proc/self/fd/9")]
    [InlineData("--hex-dump /dev/fd/9", "/dev/fd/9")]
    [InlineData("--port-file /dev/stdin", "/dev/stdin")]
    [InlineData("--events /dev/stdin", "/dev/stdin")]
    [InlineData("--events fd:9", "events fd 9")]
    [InlineData("--events fd:3 3</dev/null", "events fd 3")]
    [InlineData("--events new --ready-fd 3", "ready-fd 3")]
    [InlineData("--events new --hex-dump /dev/fd/3", "/dev/fd/3")]
    [InlineData("--events new --port-file /dev/fd/3", "/dev/fd/3")]
    public async Task A_descriptor_that_is_not_open_for_writing_is_refused_and_never_one_of_nc_itself(string options, string said)
    {
        using Scratch scratch = new();
        Assert.Equal($"nc: {said}: Bad file descriptor\n1\n", await Pipeline.Run($"exec 3>&- 9>&-; $NC -l {options} 127.0.0.1 0 </dev/null 2>&1 || echo $?", scratch));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Root));
    }

    [NativeTheory]
    [InlineData("<&-", "hello\n")]
    [InlineData("</dev/null 2>&-", "hello\n")]
    [InlineData("<&- 2>&-", "hello\n")]
    [InlineData("</dev/null >&-", "")]
    [InlineData("<&- >&- 2>&-", "")]
    public async Task Files_and_data_stay_apart_where_standard_descriptors_are_closed(string closed, string data)
    {
        using Scratch scratch = new();
        string line = $"$NC -l --events events --hex-dump dump --port-file port 127.0.0.1 0 >got {closed} & until [ -s port ]; do sleep 0.01; done; "
            + "echo hello | $NC -N 127.0.0.1 $(cat port) >back; wait; cat back got; grep -c '^[0-9]*$' port; grep -vc '^{.*}$' events; grep -c '^#' dump";
        Assert.Equal(data + "1\n0\n1\n", await Pipeline.Run(line, scratch));
    }

    [NativeFact]
    public async Task A_name_that_is_taken_beside_the_file_is_left_alone()
    {
        using Scratch scratch = new();
        string line = "echo old >port; bash -c 'ln -s precious .nc-$$-0.part; echo mine >.nc-$$-1.part; "
            + $"exec {NativeProgram.Path} -l -w 1 --port-file port --ready-fd 5 127.0.0.1 0 5>line' </dev/null & until [ -s line ]; do sleep 0.01; done; "
            + "cmp port line; kill $!; wait; cat .nc-*-1.part; stat -c %F .nc-*-0.part; ls -A | wc -l";
        Assert.Equal("mine\nsymbolic link\n4\n", await Pipeline.Run(line, scratch));
    }

    [NativeTheory("unshare", "mount")]
    [InlineData("--port-file", "small/old", "nc: small/old: No space left on device\n1\n")]
    [InlineData("--port-file", "small/new", "nc: small/new: No space left on device\n1\n")]
    [InlineData("--events", "small/new", "hello\nnc: events: No space left on device\n0\n")]
    [InlineData("--hex-dump", "small/new", "hello\nnc: hex-dump: No space left on device\n0\n")]
    public async Task On_a_full_disk_there_is_one_line_and_the_data_is_whole(string option, string file, string said)
    {
        using Scratch scratch = new();
        string inside = Serve + "mkdir small; mount -t tmpfs -o size=8k none small; echo old >small/old; head -c 100000 /dev/zero >small/fill 2>/dev/null; "
            + $"serve {option} {file}; head -n 1 small/old; ls -A small | grep -v new";
        Assert.Equal(said + "old\nfill\nold\n", await InNamespace(inside, scratch));
    }

    [NativeTheory("unshare", "mount")]
    [InlineData("--port-file")]
    [InlineData("--events")]
    [InlineData("--hex-dump")]
    public async Task In_a_read_only_directory_it_is_one_line_and_exit_status_1(string option)
    {
        using Scratch scratch = new();
        string inside = Serve + $"mkdir fixed; mount -t tmpfs none fixed; echo old >fixed/old; mount -o remount,ro fixed; serve {option} fixed/new; serve {option} fixed/old; cat fixed/old";
        const string Said = "nc: fixed/new: Read-only file system\n1\nnc: fixed/old: Read-only file system\n1\nold\n";
        Assert.Equal(Said, await InNamespace(inside, scratch));
    }

    [NativeTheory]
    [InlineData("d", "nc: d: Is a directory")]
    [InlineData("d/", "nc: d/: Is a directory")]
    [InlineData("no/file", "nc: no/file: No such file or directory")]
    [InlineData("new/", "nc: new/: Is a directory")]
    [InlineData("f/file", "nc: f/file: Not a directory")]
    [InlineData("loop", "nc: loop: Too many levels of symbolic links")]
    [InlineData("''", "nc: OPTION needs the name of a file")]
    public async Task A_name_that_cannot_be_written_is_one_line_and_exit_status_1(string name, string said)
    {
        foreach (string option in new[] { "--port-file", "--events", "--hex-dump" })
        {
            using Scratch scratch = new();
            string shown = await Pipeline.Run(Serve + $"mkdir d; : >f; ln -s loop loop; serve {option} {name}; rm -f port; ls -A", scratch);
            Assert.Equal(said.Replace("OPTION", option, StringComparison.Ordinal) + "\n1\nd\nf\nloop\n", shown);
        }
    }

    private static Task<string> InNamespace(string inside, Scratch scratch)
        => Pipeline.Run($"export NC; unshare -rm bash -c \"$(cat <<'END'\nset -o pipefail\n{inside}\nEND\n)\"", scratch);
}
