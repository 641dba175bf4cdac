using NetCat.Sharp.IO;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Relaying;

/// <summary>
/// Moves bytes with one system call that does not copy them to user space: sendfile(2) from a file, splice(2) from or to a pipe. Neither call reports
/// on which side an error occurred, so after the first error the copying mover takes over and finds out. No data is lost, because what was not
/// written was not read.
/// </summary>
/// <param name="sendsFile">Whether the source is a regular file; otherwise one of the two ends is a pipe.</param>
/// <param name="copy">The mover that takes over if the kernel refuses the call. Owned.</param>
internal sealed class KernelMover(bool sendsFile, CopyMover copy) : Mover
{
    // Of the sizes tried, this one gave the steadiest rate to a receiver that copies: larger pieces do not fit its cache.
    private const int MostOfFile = 128 * 1024;

    // The default capacity of a pipe (pipe(7)).
    private const int MostOfPipe = 64 * 1024;

    private readonly int _most = sendsFile ? MostOfFile : MostOfPipe;
    private bool _refused;
    private bool _pending;
    private bool _waited;
    private bool _ended;
    private int _source;
    private int _socketError;
    private int _sinkFault;

    internal override bool IsEmpty => _refused ? copy.IsEmpty : !_pending;

    internal override bool HasRoom => _refused ? copy.HasRoom : !_pending;

    internal override bool SourceEnded => _ended;

    internal override int SinkFault => _sinkFault;

    internal override bool DrainsAtOnce => !_refused;

    internal override int Fill(Channel source)
    {
        if (_refused)
        {
            int taken = copy.Fill(source);
            return taken == 0 && _socketError < 0 ? _socketError : taken;
        }

        _source = source.Descriptor;
        _pending = true;
        return 1;
    }

    internal override int Drain(Channel sink)
    {
        if (_refused)
        {
            return copy.Drain(sink);
        }

        int moved = sendsFile ? Libc.SendFile(sink.Descriptor, _source, _most) : Libc.Splice(_source, sink.Descriptor, _most);
        if (moved == -Constants.EAGAIN && !_waited)
        {
            // Usually the sink is full. If it is writable and this happens again, another reader has emptied the source.
            _waited = true;
            return moved;
        }

        _waited = false;
        _pending = moved == -Constants.EINTR;
        _ended = moved == 0;
        _refused = moved < 0 && !SystemError.IsTransient(-moved);

        // A socket reports an error only once. The next read returns the end of data; this error replaces it.
        _socketError = moved is -Constants.ECONNRESET or -Constants.ETIMEDOUT or -Constants.EHOSTUNREACH or -Constants.ENETUNREACH ? moved : 0;
        _sinkFault = moved == -Constants.EPIPE ? Constants.EPIPE : -_socketError;
        return _refused ? -Constants.EAGAIN : moved;
    }

    public override void Dispose() => copy.Dispose();
}
