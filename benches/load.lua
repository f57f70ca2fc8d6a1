-- Requests for wrk: SCENARIO is bare, get, list, post or mixed; BARE is the path of the bare route.
local scenario, bare, run = os.getenv("SCENARIO"), os.getenv("BARE"), os.getenv("RUN")
local gets, lists, sent, ping, head = {}, {}, 0
local body = '{"name":"Load User","email":"load-%s-%09d@example.com","age":42}'

function init()
  math.randomseed(tonumber(run))
  for id = 1, 1000 do gets[id] = wrk.format("GET", "/users/" .. id) end
  for skip = 0, 980 do lists[skip + 1] = wrk.format("GET", "/users?limit=20&skip=" .. skip) end
  -- Made once, so that wrk itself stays cheap: a body has the same length whatever its number.
  ping = wrk.format("GET", bare)
  local first = body:format(run, 0)
  head = wrk.format("POST", "/users", { ["Content-Type"] = "application/json" }, first):sub(1, -1 - #first)
end

local function post() return head .. body:format(run, sent) end

function request()
  sent = sent + 1
  if scenario == "bare" then return ping end
  if scenario == "list" then return lists[math.random(#lists)] end
  if scenario == "post" or scenario == "mixed" and sent % 10 == 0 then return post() end
  return gets[math.random(#gets)]
end

function done(summary, latency)
  local e = summary.errors
  local bad = e.connect + e.read + e.write + e.timeout + e.status
  io.write(("@@%d %d %d %f\n"):format(summary.requests, summary.duration, bad, latency:percentile(99) / 1000))
end
