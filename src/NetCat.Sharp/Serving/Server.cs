using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NetCat.Sharp.IO;
using NetCat.Sharp.Native;
using NetCat.Sharp.Serving;
using NetCat.Sharp.Sockets;

namespace NetCat.Sharp;

/// <summary>
/// Serves many clients at one listening address, as a forwarder or a broker. Each worker has a thread, and no thread waits for the slowest client. If
/// no descriptor is left for a client, the client waits in the backlog, and connected clients continue.
/// </summary>
public sealed class Server : IDisposable
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<OwnedDescriptor> _listeners = [];
    private readonly EventLoop _loop;
    private readonly Mailbox _mailbox;
    private readonly Workers _workers;
    private readonly Thread _thread;
    private Exception? _failure;

    private Server(ServerOptions options, ForwardTarget? target)
    {
        LocalAddress = options.Listen;
        EventLoop? loop = null;
        Mailbox? mailbox = null;
        try
        {
            Listen(options);
            _ = SocketFailure.Check(EventLoop.Open(out loop), "epoll_create1");
            _ = SocketFailure.Check(Mailbox.Open(out mailbox), "eventfd");
            _ = SocketFailure.Check(Workers.Open(loop!, _listeners, BeginOf(options, target), out Workers? workers), "eventfd");
            (_loop, _mailbox, _workers) = (loop!, mailbox!, workers!);
        }
        catch
        {
            mailbox?.Dispose();
            loop?.Dispose();
            _listeners.ForEach(static listener => listener.Dispose());
            throw;
        }

        _ = _loop.Add(_mailbox);
        _thread = new Thread(Run) { IsBackground = true, Name = nameof(Server) };
        _thread.Start();
    }

    /// <summary>The address at which the server listens, with the port that the kernel has chosen.</summary>
    public SockAddr LocalAddress { get; private set; }

    /// <summary>
    /// Completes when the server is stopped and its last client has left. If a receiver of events throws an exception, the task fails with it.
    /// </summary>
    public Task Completion => _completion.Task;

    /// <summary>Listens, and serves clients on new threads.</summary>
    /// <param name="options">The options of the server.</param>
    /// <returns>The server; the caller disposes of it.</returns>
    /// <exception cref="NetSocketException">A listening socket cannot be opened, or no descriptor is left.</exception>
    /// <exception cref="ArgumentException">The target is invalid, a number is below 1, or a TLS endpoint is for the wrong side.</exception>
    public static Server Start(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxClients, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueSize, 1, nameof(options));
        ForwardTarget? target = options.ForwardTo is null ? null
            : ForwardTarget.Parse(options.ForwardTo) ?? throw new ArgumentException("no target: host:port, [v6]:port or unix:path", nameof(options));
        if (options.Tls?.IsServer == false || options.TargetTls?.IsServer == true || (options.TargetTls is not null && target is null))
        {
            throw new ArgumentException("TLS with clients has the server's side, TLS with a target the client's", nameof(options));
        }

        return target is not null || options.Workers == 1
            ? new Server(options, target)
            : throw new ArgumentException("a broker has one worker", nameof(options));
    }

    /// <summary>Stops listening, gives connections some time to end, and then closes those that are left.</summary>
    /// <param name="grace">The time; zero closes the connections at once.</param>
    /// <returns>A task that completes with the last connection, as <see cref="Completion"/> does.</returns>
    public async Task StopAsync(TimeSpan grace)
    {
        _mailbox.Post(_workers.Close);
        _ = await Task.WhenAny(Completion, Task.Delay(grace)).ConfigureAwait(false);
        _mailbox.Post(_workers.Stop);
        await Completion.ConfigureAwait(false);
    }

    /// <summary>Closes all connections and waits until that is done. A receiver of events must not call this.</summary>
    public void Dispose()
    {
        _mailbox.Post(_workers.Stop);
        _thread.Join();
    }

    private void Listen(ServerOptions options)
    {
        List<SocketOptionValue> socketOptions = [.. options.ListenOptions];
        if (options.Workers > 1)
        {
            socketOptions.Add(new SocketOptionValue(SocketOptionKey.ReusePort, 1));
        }

        for (int i = 0; i < options.Workers; i++)
        {
            OpenResult opened = Listening.Open(NetSocket.At(LocalAddress, Transport.Tcp), socketOptions, options.Backlog);
            _listeners.Add(new OwnedDescriptor(opened.Opened ? opened.Descriptor : throw SocketFailure.Of(opened)));
            Descriptors.CloseOnExec(opened.Descriptor);
            _ = Libc.SetOption(opened.Descriptor, Constants.IPPROTO_TCP, Constants.TCP_NODELAY, 1);
            LocalAddress = SocketAddresses.LocalOf(opened.Descriptor);
        }
    }

    private Workers.Begin BeginOf(ServerOptions options, ForwardTarget? target)
    {
        var observer = new ServerObserver(options, Fail);
        if (target is null)
        {
            var crowd = new CrowdOptions
            {
                MostClients = options.MaxClients,
                IsBroker = true,
                QueueLimit = options.QueueSize,
                Slow = options.SlowClient switch { SlowClientAction.Drop => SlowPolicy.Drop, SlowClientAction.Wait => SlowPolicy.Wait, _ => SlowPolicy.Close },
                IdleTimeout = options.IdleTimeout,
                Channel = options.Tls is { } tls ? tls.ChannelOf : null,
                OpeningLimit = options.TlsTimeout,
            };
            return (EventLoop loop, IReadOnlyList<OwnedDescriptor> own, out IServing? serving) =>
            {
                serving = new Crowd(loop, own[0].Number, crowd, observer);
                return 0;
            };
        }

        ForwardOptions forward = new(target)
        {
            Limit = new ClientLimit(options.MaxClients),
            ConnectTimeout = options.ConnectTimeout,
            ClientChannel = options.Tls is { } near ? near.ChannelOf : null,
            TargetChannel = options.TargetTls is { } far ? far.ChannelOf : null,
            OpeningLimit = options.TlsTimeout,
            Policy = RelayPolicy.Forwarding with { IdleTimeout = options.IdleTimeout },
        };
        return (EventLoop loop, IReadOnlyList<OwnedDescriptor> own, out IServing? serving) =>
        {
            int error = Forwarding.Open(loop, own[0].Number, forward, observer, out Forwarding? forwarding);
            serving = forwarding;
            return error;
        };
    }

    private void Fail(Exception exception)
    {
        _failure ??= exception;
        _mailbox?.Post(() => _workers.Stop());
    }

    private void Run()
    {
        if (_failure is not null)
        {
            // A worker had a client before the constructor had finished.
            _workers.Stop();
        }

        while (!_workers.IsOver)
        {
            _loop.Turn(Deadline.Never);
            if (_workers.IsClosed)
            {
                _listeners[0].Dispose();
            }
        }

        _workers.Dispose();
        _mailbox.Dispose();
        _loop.Dispose();
        _listeners[0].Dispose();
        if (_failure is not null)
        {
            _completion.SetException(_failure);
        }
        else
        {
            _completion.SetResult();
        }
    }
}
